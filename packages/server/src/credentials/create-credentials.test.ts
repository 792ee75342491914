import { type Failure, isFailure } from '@holdfast/core';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAudit } from '../audit/create-audit.ts';
import { memoryAuditStore } from '../audit/memory-audit-store.ts';
import { createThreatGuard } from '../threats/create-threat-guard.ts';
import { memoryThreatStore } from '../threats/memory-threat-store.ts';
import { createCredentials, type CredentialsOptions } from './create-credentials.ts';
import type { Hashing } from './hashing.ts';
import { createHashing } from './node-hashing.ts';
import { secretToken } from './node-secret-token.ts';
import { workOf } from './scrypt-cost.ts';
import type { ScryptTask } from './scrypt-task.ts';
import type { StoredSecret } from './stored-secret.ts';

const there = '192.0.2.1';
const mara = '018f3c5e-7b1a-7c3e-9d2b-0a1b2c3d4e5f';
const secret = 'correct horse battery';

interface World extends Pick<CredentialsOptions, 'log2Cost' | 'costliest'> {
  readonly hashing?: Hashing;
}

function setUp({ log2Cost = 10, hashing, ...more }: World = {}) {
  const platform = createVirtualPlatform();
  const audited = memoryAuditStore();
  const audit = createAudit({ store: audited, platform });
  const guard = createThreatGuard({ store: memoryThreatStore(), audit, platform });
  const workers = hashing ?? createHashing({ workers: 1 });
  onTestFinished(() => workers.close());
  const tasks: ScryptTask[] = [];
  const counted: Hashing = {
    run(task, options) {
      tasks.push(task);
      return workers.run(task, options);
    },
    close: workers.close,
  };
  const credentials = createCredentials({
    ...{ guard, audit, hashing: counted, log2Cost, ...more },
    platform,
  });
  const ask = async (address = there): Promise<Request> => {
    const request = new Request('http://test/session', { method: 'POST' });
    await guard.admit(request, address);
    return request;
  };
  const register = async (name = 'Mara'): Promise<StoredSecret> => {
    const made = await credentials.register(await ask(), {
      ...{ name, secret, isTaken: async () => false },
    });
    await made?.made(mara);
    return made!.stored;
  };
  const check = async (given: string, stored?: StoredSecret, address = there) =>
    credentials.check(await ask(address), {
      ...{ name: 'Mara', secret: given },
      account: stored && { subject: mara, stored },
    });
  const kinds = async () => (await audited.read({ after: 0, limit: 1000 })).map(({ kind }) => kind);
  return { platform, credentials, ask, register, check, kinds, tasks };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'passed',
    (error: unknown) => (isFailure(error) ? error.code : String(error)),
  );

describe('a secret', () => {
  it('is recognised, also when typed on another keyboard, and the audit has a line', async () => {
    const { register, check, kinds } = setUp();
    const stored = await register();
    expect((await check('correct horse battery', stored)).proof.subject).toBe(mara);
    await expect(check('correct horse batterz', stored)).rejects.toMatchObject({
      code: 'CREDENTIALS_WRONG',
      status: 401,
    });
    expect(await kinds()).toEqual(['sign-in', 'sign-in', 'sign-in-failed']);
  });

  it('is salted: the same secret twice is two hashes', async () => {
    const { register } = setUp();
    expect(await register()).not.toEqual(await register('Noor'));
  });

  it('is wrong when no hash is stored, or when the stored text is no hash', async () => {
    const { check } = setUp();
    const broken = 'scrypt:31:8:1:c2FsdA:aGFzaA' as unknown as StoredSecret;
    expect(await codeOf(check(secret))).toBe('CREDENTIALS_WRONG');
    expect(await codeOf(check(secret, broken))).toBe('CREDENTIALS_WRONG');
    expect(await codeOf(check('', '' as unknown as StoredSecret))).toBe('CREDENTIALS_WRONG');
  });

  it('is hashed again when hashes have become costlier, and matches both hashes', async () => {
    const stored = await setUp().register();
    const { check, tasks } = setUp({ log2Cost: 12 });
    const { rehashed } = await check(secret, stored);
    expect(rehashed).toMatch(/^scrypt:12:8:3:/);
    expect((await check(secret, rehashed)).rehashed).toBeUndefined();
    // A cheaper hash, and a missing hash, are checked with the same target.
    await codeOf(check('wrong', stored));
    await codeOf(check('wrong'));
    const targets = tasks.map((task) => (task.kind === 'check' ? workOf(task.costliest) : 0));
    expect(new Set(targets.slice(-2)).size).toBe(1);
  });

  it('is checked anew after `costliest` gave no answer, and that check fails with TIMEOUT', async () => {
    const stored = await setUp().register();
    const asked = Promise.withResolvers<void>();
    let calls = 0;
    const costliest = async (): Promise<undefined> => {
      calls += 1;
      asked.resolve();
      if (calls === 1) await new Promise(() => {});
    };
    const { check, platform } = setUp({ costliest });
    const hanging = codeOf(check(secret, stored));
    await asked.promise;
    await platform.advance(10_000);
    expect(await hanging).toBe('TIMEOUT');
    expect((await check(secret, stored)).proof.subject).toBe(mara);
  });

  it('takes as long for a name that does not exist as for the costliest stored hash', async () => {
    const stored = await setUp({ log2Cost: 12 }).register();
    const { check, tasks } = setUp({ log2Cost: 10 });
    await codeOf(check('wrong', stored));
    await codeOf(check('wrong'));
    expect(tasks.map((task) => task.kind === 'check' && task.costliest.log2Cost)).toEqual([12, 12]);
  });
});

describe('every check of a secret', () => {
  it('is refused after ten wrong secrets from one address, and the audit has each of them', async () => {
    const { register, check, kinds } = setUp();
    const stored = await register();
    const codes: string[] = [];
    for (let count = 0; count < 12; count += 1) codes.push(await codeOf(check('wrong', stored)));
    expect(codes.slice(9)).toEqual(['CREDENTIALS_WRONG', 'RATE_LIMITED', 'RATE_LIMITED']);
    expect(await codeOf(check(secret, stored))).toBe('RATE_LIMITED');
    expect((await kinds()).filter((kind) => kind === 'sign-in-failed')).toHaveLength(10);
    expect(await kinds()).toContain('blocked');
  });

  it('counts a guess through sign-up like any other guess, and compares no secret there', async () => {
    const { credentials, ask, tasks, kinds } = setUp();
    const codes: string[] = [];
    for (let count = 0; count < 120; count += 1) {
      const asked = credentials.register(await ask(`192.0.2.${count % 12}`), {
        ...{ name: 'Mara', secret, isTaken: async () => true },
      });
      codes.push(
        await asked.then(
          (made) => (made ? 'made' : 'taken'),
          (e: Failure) => e.code,
        ),
      );
    }
    expect(tasks).toEqual([]);
    expect(new Set(codes)).toEqual(new Set(['taken', 'RATE_LIMITED']));
    const taken = codes.filter((code) => code === 'taken').length;
    expect(taken).toBeLessThan(100);
    expect((await kinds()).filter((kind) => kind === 'sign-in-failed')).toHaveLength(taken);
  });

  it('counts nothing when there was no time to compare', async () => {
    const full: Hashing = {
      run: () => Promise.reject(new Error('full')),
      close: async () => {},
    };
    const { check } = setUp({ hashing: full });
    for (let count = 0; count < 30; count += 1)
      expect(await codeOf(check(secret))).toBe('Error: full');
  });

  it('accepts any number of right secrets at once, and only ten wrong ones', async () => {
    const { register, check } = setUp();
    const stored = await register();
    const all = (secrets: readonly string[]) =>
      Promise.all(secrets.map((given) => codeOf(check(given, stored))));
    expect(await all(Array<string>(40).fill(secret))).toEqual(Array(40).fill('passed'));
    const wrong = await all(Array<string>(40).fill('wrong'));
    expect(wrong.filter((code) => code === 'CREDENTIALS_WRONG')).toHaveLength(10);
  });

  it('counts wrong tokens per address, and blocks no other address', async () => {
    const { credentials, ask } = setUp();
    const token = secretToken('a-token-of-at-least-32-characters');
    const show = async (shown: string, address: string) =>
      credentials
        .checkToken(await ask(address), { name: 'administration', shown, token, subject: 'a' })
        .then(
          (proof) => proof?.subject,
          (error: Failure) => error.code,
        );
    for (let count = 0; count < 10; count += 1) expect(await show('wrong', there)).toBeUndefined();
    expect(await show('a-token-of-at-least-32-characters', there)).toBe('RATE_LIMITED');
    expect(await show('a-token-of-at-least-32-characters', '192.0.2.2')).toBe('a');
  });

  it('keeps the count of wrong tokens when an account of the same name signs in between', async () => {
    const { credentials, ask, register } = setUp();
    const token = secretToken('a-token-of-at-least-32-characters');
    const stored = await register('administration');
    const outcomes: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      const shown = { name: 'administration', shown: `wrong ${count}`, token, subject: 'a' };
      outcomes.push(await codeOf(credentials.checkToken(await ask(), shown)));
      const right = { name: 'administration', secret, account: { subject: mara, stored } };
      await credentials.check(await ask(), right);
    }
    expect(outcomes.filter((code) => code === 'passed')).toHaveLength(10);
  });
});
