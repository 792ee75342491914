import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FinishedRecord } from './idempotency-state.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

export interface StoreUnderTest<TTransaction> {
  readonly store: IdempotencyStore<TTransaction>;
  /** One piece of business work, done in the transaction it is given. */
  readonly effect: (transaction: TTransaction) => Promise<void>;
  /** How many pieces of work have taken effect. */
  readonly effects: () => Promise<number>;
  readonly close: () => Promise<void>;
}

const always = (): boolean => true;
const never = (): boolean => false;

const finished = (finishedAt: number): FinishedRecord => ({
  fingerprint: 'f1',
  finishedAt,
  answer: {
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode('{"text":"naïve"}'),
  },
});

/** The rules that every `IdempotencyStore` keeps. */
export function idempotencyStoreContract<TTransaction>(
  name: string,
  open: () => Promise<StoreUnderTest<TTransaction>>,
): void {
  describe(`${name} as an idempotency store`, () => {
    let under: StoreUnderTest<TTransaction>;
    const key = { scope: 'mara', key: 'k1' };
    const recordOf = async (scoped = key): Promise<FinishedRecord | undefined> => {
      const holding = await under.store.withKey(scoped, async ({ record }) => record);
      return holding.kind === 'done' ? holding.value : undefined;
    };

    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('knows nothing of a key before its first use', async () => {
      expect(await recordOf()).toBeUndefined();
    });

    it('gives back a record byte for byte', async () => {
      await under.store.withKey(key, (held) => held.finish(finished(7)));
      expect(await recordOf()).toEqual(finished(7));
    });

    it('takes the parts of a millisecond that a clock tells', async () => {
      const lease = { fingerprint: 'f1', providerKey: 'p', attempts: 1, leaseUntil: 7.25 };
      await under.store.withKey({ ...key, key: 'k2' }, (held) => held.keepClaim(lease));
      await under.store.withKey(key, (held) => held.finish(finished(7.75)));
      expect(await under.store.prune(7.5)).toBe(0);
      expect(await under.store.unsettled(9.5)).toMatchObject([{ key: 'k2' }]);
      expect(await under.store.prune(9.5)).toBe(1);
    });

    it('keeps an answer without a body as one without a body', async () => {
      const record = { ...finished(7), answer: { status: 204, headers: {}, body: null } };
      await under.store.withKey(key, (held) => held.finish(record));
      expect(await recordOf()).toEqual(record);
    });

    it('keeps the digest of a body that was too large', async () => {
      const answer = { ...finished(7).answer, body: null, digest: 'ab12' };
      await under.store.withKey(key, (held) => held.finish({ ...finished(7), answer }));
      expect(await recordOf()).toEqual({ ...finished(7), answer });
    });

    it('keeps the same key of two scopes apart', async () => {
      await under.store.withKey(key, (held) => held.finish(finished(7)));
      expect(await recordOf({ scope: 'noor', key: 'k1' })).toBeUndefined();
      expect(await recordOf({ scope: 'mara', key: 'k2' })).toBeUndefined();
    });

    it('commits effect and record together', async () => {
      await under.store.withKey(key, async (held) => {
        await held.attempt(under.effect, always);
        await held.finish(finished(7));
      });
      expect(await under.effects()).toBe(1);
      expect(await recordOf()).toBeDefined();
    });

    it('rolls effect and record back together', async () => {
      const broken = under.store.withKey(key, async (held) => {
        await held.attempt(under.effect, always);
        await held.finish(finished(7));
        throw new Error('after everything was written');
      });
      await expect(broken).rejects.toThrow('after everything was written');
      expect(await under.effects()).toBe(0);
      expect(await recordOf()).toBeUndefined();
    });

    it('undoes work that throws, and can still keep a record of it', async () => {
      await under.store.withKey(key, async (held) => {
        const attempt = held.attempt(async (transaction) => {
          await under.effect(transaction);
          throw new Error('halfway');
        }, always);
        await expect(attempt).rejects.toThrow('halfway');
        await held.finish(finished(7));
      });
      expect(await under.effects()).toBe(0);
      expect(await recordOf()).toEqual(finished(7));
    });

    it('undoes work with a result that is not stored', async () => {
      const holding = await under.store.withKey(key, async (held) => {
        const result = await held.attempt(async (transaction) => {
          await under.effect(transaction);
          return 'refused';
        }, never);
        await held.finish(finished(7));
        return result;
      });
      expect(holding).toEqual({ kind: 'done', value: 'refused' });
      expect(await under.effects()).toBe(0);
      expect(await recordOf()).toEqual(finished(7));
    });

    it('is busy at once, without running anything, while the key is held', async () => {
      const gate = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const first = under.store.withKey(key, () => {
        begun.resolve();
        return gate.promise;
      });
      await begun.promise;
      let ran = false;
      const second = await under.store.withKey(key, async () => {
        ran = true;
      });
      expect(second).toEqual({ kind: 'busy' });
      expect(ran).toBe(false);
      gate.resolve();
      await first;
    });

    it('lets go of a key whether its work succeeded or not', async () => {
      const failing = under.store.withKey(key, () => Promise.reject(new Error('no')));
      await expect(failing).rejects.toThrow('no');
      expect(await under.store.withKey(key, async () => 'again')).toEqual({
        kind: 'done',
        value: 'again',
      });
    });

    it('forgets what finished before a time, and nothing else', async () => {
      const old = { scope: 'mara', key: 'old' };
      await under.store.withKey(old, (held) => held.finish(finished(10)));
      await under.store.withKey(key, (held) => held.finish(finished(20)));
      expect(await under.store.prune(20)).toBe(1);
      expect(await recordOf(old)).toBeUndefined();
      expect(await recordOf()).toBeDefined();
    });

    const countOf = (scope: string): Promise<unknown> =>
      under.store.withKey({ scope, key: 'other' }, (held) => held.countClaims(2));
    const claim = { fingerprint: 'f1', providerKey: 'p1', leaseUntil: 50, attempts: 1 };
    const claimOf = async (scoped = key): Promise<unknown> => {
      const holding = await under.store.withKey(scoped, async ({ claim: kept }) => kept);
      return holding.kind === 'done' ? holding.value : 'busy';
    };

    it('keeps a claim until it is settled, the later in place of the earlier', async () => {
      expect(await claimOf()).toBeUndefined();
      await under.store.withKey(key, (held) => held.keepClaim(claim));
      expect(await claimOf()).toEqual(claim);
      expect(await claimOf({ scope: 'noor', key: 'k1' })).toBeUndefined();
      await under.store.withKey(key, (held) => held.keepClaim({ ...claim, attempts: 2 }));
      expect(await claimOf()).toEqual({ ...claim, attempts: 2 });
      await under.store.withKey(key, (held) => held.finish(finished(7)));
      expect(await claimOf()).toBeUndefined();
      expect(await recordOf()).toEqual(finished(7));
    });

    it('counts the claims of a scope that are not settled', async () => {
      for (const one of ['a', 'b']) {
        await under.store.withKey({ scope: 'mara', key: one }, (held) => held.keepClaim(claim));
      }
      expect(await countOf('mara')).toEqual({ kind: 'done', value: 2 });
      expect(await countOf('noor')).toEqual({ kind: 'done', value: 0 });
    });

    it('keeps no claim of work that was rolled back', async () => {
      const broken = under.store.withKey(key, async (held) => {
        await held.keepClaim(claim);
        throw new Error('no');
      });
      await expect(broken).rejects.toThrow('no');
      expect(await claimOf()).toBeUndefined();
    });

    it('finds claims that no request came back for, and never forgets them', async () => {
      await under.store.withKey(key, (held) => held.keepClaim(claim));
      await under.store.prune(1000);
      expect(await under.store.unsettled(50)).toEqual([]);
      expect(await under.store.unsettled(51)).toEqual([{ ...key, ...claim }]);
      await under.store.withKey(key, (held) => held.finish(finished(7)));
      expect(await under.store.unsettled(51)).toEqual([]);
    });
  });
}
