import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdempotency, type IdempotencyOptions } from './create-idempotency.ts';
import { createPaidEffects } from './create-paid-effects.ts';
import type { StoreUnderTest } from './idempotency-store.contract.ts';

const large = (letter: string): Response =>
  Response.json({ text: letter.repeat(20_000) }, { status: 201, headers: { etag: `"${letter}"` } });

const request = (key = 'k1'): Request =>
  new Request('http://test/notes', {
    method: 'POST',
    body: '{}',
    headers: { 'idempotency-key': `"${key}"` },
  });
const unreachable = (): Promise<Response> =>
  Promise.reject(new Failure(catalogue.DATABASE_UNREACHABLE));

/** Tests of answers that are too large to be stored, and of headers that are not stored, on every store. */
export function largeAnswersContract<TTransaction>(
  name: string,
  open: () => Promise<StoreUnderTest<TTransaction>>,
): void {
  describe(`a large answer on ${name}`, () => {
    let under: StoreUnderTest<TTransaction>;
    let told: string[];
    const settings = (): Omit<IdempotencyOptions<TTransaction>, 'platform'> => ({
      store: under.store,
      report: ({ details }) => told.push(String((details as { remedy?: string }).remedy)),
    });
    const write =
      (answer: () => Response) =>
      async (transaction: TTransaction): Promise<Response> => {
        await under.effect(transaction);
        return answer();
      };
    const stored = async (): Promise<unknown> => {
      const held = await under.store.withKey({ scope: 'mara', key: 'k1' }, async ({ record }) =>
        record ? record.answer : undefined,
      );
      return held.kind === 'done' ? held.value : undefined;
    };

    beforeEach(async () => {
      under = await open();
      told = [];
    });
    afterEach(async () => {
      vi.unstubAllEnvs();
      await under.close();
    });

    it('is stored as its digest, and is the same answer again while nothing has changed', async () => {
      const idempotent = createIdempotency(settings());
      const work = write(() => large('a'));
      const post = (): Promise<Response> =>
        idempotent(request(), { owner: 'mara', work, reread: async () => large('a') });
      const first = await post();
      expect(await stored()).toMatchObject({ status: 201, body: null, digest: /^[\da-f]{64}$/ });
      const second = await post();
      expect(second.headers.get('idempotency-replayed')).toBe('true');
      expect(second.headers.has('holdfast-replay')).toBe(false);
      expect([second.status, second.headers.get('etag')]).toEqual([201, '"a"']);
      expect(await second.text()).toBe(await first.text());
      expect(await under.effects()).toBe(1);
    });

    it('is marked as the current state when the data has changed, and writes of the reading are undone', async () => {
      const idempotent = createIdempotency(settings());
      const work = write(() => large('a'));
      const reread = write(() => large('b'));
      await idempotent(request(), { owner: 'mara', work, reread });
      const second = await idempotent(request(), { owner: 'mara', work, reread });
      expect(second.headers.get('idempotency-replayed')).toBe('true');
      expect(second.headers.get('holdfast-replay')).toBe('current');
      expect([second.status, second.headers.get('etag')]).toEqual([201, '"b"']);
      expect(await second.json()).toEqual({ text: 'b'.repeat(20_000) });
      expect(await under.effects()).toBe(1);
    });

    it.each<[string, () => Promise<Response>]>([
      ['refuses it', async () => new Response(null, { status: 404 })],
      ['throws it', () => Promise.reject(new Failure(catalogue.NOT_FOUND))],
    ])('has no body when the data is gone: the app %s', async (_, reread) => {
      const idempotent = createIdempotency(settings());
      const work = write(() => large('a'));
      await idempotent(request(), { owner: 'mara', work, reread });
      const second = await idempotent(request(), { owner: 'mara', work, reread });
      expect(second.status).toBe(201);
      expect(await second.text()).toBe('');
      expect(second.headers.has('content-type')).toBe(false);
      expect(second.headers.get('holdfast-replay')).toBe('empty');
    });

    it('makes its client ask again while it cannot be read', async () => {
      const idempotent = createIdempotency(settings());
      const work = write(() => large('a'));
      const reread = unreachable;
      await idempotent(request(), { owner: 'mara', work, reread });
      await expect(idempotent(request(), { owner: 'mara', work, reread })).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
      });
      expect(await under.effects()).toBe(1);
    });

    it('undoes the write in development when it cannot be read again, and says what to do', async () => {
      const idempotent = createIdempotency(settings());
      const posting = idempotent(request(), { owner: 'mara', work: write(() => large('a')) });
      await expect(posting).rejects.toMatchObject({
        code: 'DEFECT',
        effect: 'none',
        details: { remedy: expect.stringContaining('reread') },
      });
      expect(await under.effects()).toBe(0);
      expect(await stored()).toBeUndefined();
    });

    it('still takes effect once in production, and its replay has no body', async () => {
      vi.stubEnv('NODE_ENV', 'production');
      const idempotent = createIdempotency(settings());
      const post = (): Promise<Response> =>
        idempotent(request(), { owner: 'mara', work: write(() => large('a')) });
      expect(await (await post()).json()).toEqual({ text: 'a'.repeat(20_000) });
      const second = await post();
      expect([second.status, await second.text()]).toEqual([201, '']);
      expect(second.headers.get('holdfast-replay')).toBe('empty');
      expect(await under.effects()).toBe(1);
      expect(told).toEqual([expect.stringContaining('reread')]);
    });

    it('is replayed whole when it is a refusal, which cannot be read again', async () => {
      const idempotent = createIdempotency(settings());
      const issues = Array.from({ length: 50 }, (_, at) => ({
        pointer: `/${'x'.repeat(60)}/${at}`,
        message: 'Must not be so long. '.repeat(14),
      }));
      const post = (): Promise<Response> =>
        idempotent(request(), {
          owner: 'mara',
          work: () =>
            Promise.reject(new Failure(catalogue.REQUEST_INVALID, { details: { issues } })),
        });
      await expect(post()).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
      const again = await post();
      expect(again.status).toBe(422);
      expect(await again.json()).toMatchObject({ errors: { length: 50 } });
      expect(told).toEqual([]);
    });

    it('settles a paid effect, and never refuses it', async () => {
      let paid = 0;
      const effects = createPaidEffects({ ...settings(), platform: createVirtualPlatform() });
      const pay = (reread?: () => Promise<Response>): Promise<Response> =>
        effects(request(), {
          owner: 'mara',
          effect: async () => (paid += 1),
          settle: write(() => large('a')),
          ...(reread && { reread }),
        });
      expect((await pay()).status).toBe(201);
      expect(await (await pay(async () => large('a'))).json()).toEqual({
        text: 'a'.repeat(20_000),
      });
      expect([paid, await under.effects()]).toEqual([1, 1]);
      expect(told).toEqual([expect.stringContaining('reread')]);
    });

    it('has the same headers each time, and advises the app once about the dropped ones', async () => {
      const idempotent = createIdempotency({ ...settings(), keepHeaders: ['X-Mood'] });
      const headers = { 'x-mood': 'calm', 'x-other': '1', 'set-cookie': 'a=b', etag: '"1"' };
      const post = (key: string): Promise<Response> =>
        idempotent(request(key), {
          owner: 'mara',
          work: async () => Response.json({}, { headers }),
        });
      const answers = [await post('k1'), await post('k1'), await post('k2')];
      for (const answer of answers) {
        const { 'idempotency-replayed': _, ...rest } = Object.fromEntries(answer.headers);
        expect(rest).toEqual({
          ...{ 'cache-control': 'no-store', 'content-type': 'application/json' },
          ...{ etag: '"1"', 'x-mood': 'calm' },
        });
      }
      expect(told).toHaveLength(2);
      expect(told.join(' ')).toMatch(/set-cookie.*x-other|x-other.*set-cookie/s);
    });

    it('is never kept with a credential', () => {
      expect(() => createIdempotency({ ...settings(), keepHeaders: ['Set-Cookie'] })).toThrow(
        'DEFECT',
      );
    });

    it('counts against the keys of the day, but a retry of a stored key does not', async () => {
      const platform = createVirtualPlatform();
      const idempotent = createIdempotency({ ...settings(), platform, maxKeysPerDay: 2 });
      const post = (key: string, owner = 'mara'): Promise<Response> =>
        idempotent(request(key), { owner, work: write(() => Response.json({})) });
      await post('a');
      await post('b');
      await expect(post('c')).rejects.toMatchObject({
        code: 'QUOTA_EXCEEDED',
        details: { what: 'keys-per-day', limit: 2 },
        retryAfterMs: 86_400_000,
      });
      expect((await post('a')).headers.get('idempotency-replayed')).toBe('true');
      await post('c', 'noor');
      await platform.advance(86_400_000);
      expect((await post('c')).status).toBe(200);
      expect(await under.effects()).toBe(4);
    });
  });
}
