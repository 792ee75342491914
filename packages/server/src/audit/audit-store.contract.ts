import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from './audit-chain.ts';
import type { AuditRecord } from './audit-event.ts';
import type { AuditStore } from './audit-store.ts';

export interface AuditStoreUnderTest {
  readonly store: AuditStore;
  /** Another server on the same store. */
  readonly other: AuditStore;
  readonly close: () => Promise<void>;
}

const signIn = (at: number): AuditRecord => ({
  at,
  kind: 'sign-in',
  facts: { subject: '018f3c5e-7b1a-7c3e-9d2b-0a1b2c3d4e5f', address: '192.0.2.1' },
});
const blocked: AuditRecord = {
  at: 1_700_000_000_000.5,
  kind: 'blocked',
  facts: { party: 'address', id: '192.0.2.1', reason: 'attack', until: 1_700_000_900_000 },
};

/** The rules that every `AuditStore` keeps. */
export function auditStoreContract(name: string, open: () => Promise<AuditStoreUnderTest>): void {
  describe(`${name} as an audit store`, () => {
    let under: AuditStoreUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('is empty at first, and intact', async () => {
      expect(await under.store.read({ after: 0, limit: 10 })).toEqual([]);
      expect(await verifyAudit(under.store)).toEqual({ intact: true, head: undefined });
    });

    it('gives back the entries in order, each with its number', async () => {
      const first = await under.store.append(signIn(5));
      const second = await under.store.append(blocked);
      expect(first).toMatchObject({ ...signIn(5), seq: 1, previous: '' });
      expect(second).toMatchObject({ ...blocked, seq: 2, previous: first.hash });
      expect(await under.other.read({ after: 0, limit: 10 })).toEqual([first, second]);
    });

    it('reads page by page', async () => {
      for (let at = 1; at <= 5; at += 1) await under.store.append(signIn(at));
      const page = await under.store.read({ after: 2, limit: 2 });
      expect(page.map(({ seq, at }) => [seq, at])).toEqual([
        [3, 3],
        [4, 4],
      ]);
      expect(await under.store.read({ after: 5, limit: 2 })).toEqual([]);
    });

    it('has nothing behind a number that it has not reached, however large', async () => {
      await under.store.append(signIn(1));
      for (const after of [2 ** 31, Number.MAX_SAFE_INTEGER]) {
        expect(await under.store.read({ after, limit: 2 })).toEqual([]);
      }
    });

    it('gives each record a place when two servers write at once', async () => {
      const writing = Array.from({ length: 30 }, (_, at) =>
        (at % 2 === 0 ? under.store : under.other).append(signIn(at)),
      );
      const seqs = (await Promise.all(writing)).map(({ seq }) => seq);
      expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
      expect(await verifyAudit(under.other)).toMatchObject({ intact: true, head: { seq: 30 } });
    });

    it('goes on after what could not be written, without a gap', async () => {
      const unwritable = { ...signIn(5), facts: { subject: 5n as unknown as number } };
      await expect(under.store.append(unwritable)).rejects.toThrow(TypeError);
      expect(await under.store.append(signIn(6))).toMatchObject({ seq: 1, at: 6 });
    });

    it('is not changed when a caller changes an entry that it got', async () => {
      await under.store.append(signIn(5));
      const [entry] = await under.store.read({ after: 0, limit: 1 });
      Object.assign(entry ?? {}, { at: 6 });
      Object.assign(entry?.facts ?? {}, { subject: '7' });
      expect(await verifyAudit(under.store)).toMatchObject({ intact: true });
    });

    it('removes the old beginning, and the remaining chain is intact and continues', async () => {
      for (let at = 1; at <= 5; at += 1) await under.store.append(signIn(at));
      expect(await under.store.checkpoint()).toBeUndefined();
      expect(await under.store.prune(3)).toBe(2);
      const pruned = await under.store.checkpoint();
      expect(pruned).toMatchObject({ seq: 2, hash: expect.any(String) });
      const left = await under.other.read({ after: 0, limit: 10 });
      expect(left.map(({ seq, at }) => [seq, at])).toEqual([
        [3, 3],
        [4, 4],
        [5, 5],
      ]);
      expect(await under.other.read({ after: 3, limit: 1 })).toMatchObject([{ seq: 4 }]);
      await under.other.append(signIn(6));
      expect(await verifyAudit(under.store)).toMatchObject({
        intact: true,
        head: { seq: 6 },
        pruned,
      });
      expect(await under.store.prune(3)).toBe(0);
    });

    it('removes at most the given number at a time, and never the last entry', async () => {
      for (let at = 1; at <= 5; at += 1) await under.store.append(signIn(at));
      expect(await under.store.prune(99, 2)).toBe(2);
      expect(await under.store.prune(99)).toBe(2);
      expect(await under.store.prune(99)).toBe(0);
      expect(await under.store.append(signIn(6))).toMatchObject({ seq: 6 });
      expect(await verifyAudit(under.store)).toMatchObject({ intact: true, head: { seq: 6 } });
    });

    it('removes no entry behind a young one, at any time of its own', async () => {
      for (const at of [1, 9, 1, 1]) await under.store.append(signIn(at));
      expect(await under.store.prune(5)).toBe(1);
      expect(await under.store.checkpoint()).toMatchObject({ seq: 1 });
    });

    it('removes the beginning although one entry comes from a clock that was years ahead', async () => {
      const day = 86_400_000;
      for (const at of [1, 400_000 * day, 2, 10 * day]) await under.store.append(signIn(at));
      expect(await under.store.prune(5 * day, 100, 20 * day)).toBe(3);
      expect(await verifyAudit(under.store)).toMatchObject({ intact: true, head: { seq: 4 } });
    });
  });
}
