import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { accountFull } from '../quotas/quota-exceeded.ts';
import { createIdempotency, type IdempotentWork } from './create-idempotency.ts';
import { memoryStore, type MemoryTransaction } from './memory-store.ts';

type Work = IdempotentWork<MemoryTransaction>['work'];

const answerCookie: Work = async () => Response.json({}, { headers: { 'set-cookie': 'a=secret' } });

function setUp() {
  const platform = createVirtualPlatform();
  const idempotent = createIdempotency({ store: memoryStore(), platform, maxBytes: 100 });
  let effects = 0;
  const act = ({ onRollback }: MemoryTransaction): void => {
    effects += 1;
    onRollback(() => (effects -= 1));
  };
  const post = (
    work: Work,
    { key = '"k1"', path = '/notes', body = '{"text":"hi"}', owner = 'mara', method = 'POST' } = {},
  ): Promise<Response> => {
    const headers = key === '' ? {} : { 'idempotency-key': key };
    return idempotent(new Request(`http://test${path}`, { method, body, headers }), {
      owner,
      work,
    });
  };
  const write: Work = async (transaction) => {
    act(transaction);
    return Response.json({ effect: effects }, { status: 201, headers: { location: '/notes/1' } });
  };
  return { post, write, act, effects: () => effects };
}

describe('an idempotent write', () => {
  it('takes effect once and is answered the same ever after', async () => {
    const { post, write, effects } = setUp();
    const first = await post(write);
    const second = await post(write);
    expect(effects()).toBe(1);
    expect(first.headers.has('idempotency-replayed')).toBe(false);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.status).toBe(201);
    expect(second.headers.get('location')).toBe('/notes/1');
    expect(second.headers.get('content-type')).toBe('application/json');
    expect(await second.text()).toBe(await first.text());
  });

  it('says each time the cost and whether to try again', async () => {
    const { post } = setUp();
    const told = { 'holdfast-cost': '1200', 'x-should-retry': 'false', 'retry-after-ms': '1' };
    const paid: Work = async () => Response.json({}, { headers: told });
    for (const answer of [await post(paid), await post(paid)]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject(told);
    }
  });

  it('never stores a cookie', async () => {
    const { post } = setUp();
    await post(answerCookie);
    expect((await post(answerCookie)).headers.has('set-cookie')).toBe(false);
  });

  it.each([
    ['another body', { body: '{"text":"ho"}' }],
    ['another path', { path: '/notes?draft=1' }],
    ['another method', { method: 'PUT' }],
  ])('refuses its key to %s', async (_, change) => {
    const { post, write, effects } = setUp();
    await post(write);
    await expect(post(write, change)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      status: 422,
    });
    expect(effects()).toBe(1);
  });

  it('does not confuse the same key of two owners', async () => {
    const { post, write, effects } = setUp();
    await post(write);
    const other = await post(write, { owner: 'noor' });
    expect(other.headers.has('idempotency-replayed')).toBe(false);
    expect(effects()).toBe(2);
  });

  it.each([
    ['without a key', '', 'IDEMPOTENCY_KEY_MISSING'],
    ['with a malformed key', '"k1', 'IDEMPOTENCY_KEY_INVALID'],
  ])('has no effect %s', async (_, key, code) => {
    const { post, write, effects } = setUp();
    await expect(post(write, { key })).rejects.toMatchObject({ code, status: 400 });
    expect(effects()).toBe(0);
  });

  it('refuses a body over the limit before anything else is done with it', async () => {
    const { post, write, effects } = setUp();
    const body = 'x'.repeat(101);
    await expect(post(write, { body })).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect(effects()).toBe(0);
  });

  it('says how long to wait while the first request is still running', async () => {
    const { post, write, effects } = setUp();
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const first = post(async (transaction) => {
      begun.resolve();
      await gate.promise;
      return write(transaction);
    });
    // Digests are made side by side: the second request could otherwise overtake the first.
    await begun.promise;
    await expect(post(write)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_IN_PROGRESS',
      status: 409,
      retryAfterMs: 1000,
    });
    gate.resolve();
    await first;
    expect(effects()).toBe(1);
    expect((await post(write)).headers.get('idempotency-replayed')).toBe('true');
  });

  it('gives fifty at once one effect, and tells the other forty-nine to come back', async () => {
    const { post, write, effects } = setUp();
    const refused = Promise.withResolvers<void>();
    const codes: string[] = [];
    const slowly: Work = async (transaction) => {
      await refused.promise;
      return write(transaction);
    };
    const crowd = Array.from({ length: 50 }, () =>
      post(slowly).catch((error: Failure) => {
        if (codes.push(error.code) === 49) refused.resolve();
      }),
    );
    await Promise.all(crowd);
    expect(effects()).toBe(1);
    expect(new Set(codes)).toEqual(new Set(['IDEMPOTENCY_IN_PROGRESS']));
  });
});

describe('a refusal of an idempotent write', () => {
  it.each<[string, (transaction: MemoryTransaction) => Promise<Response>, number]>([
    ['answered', async () => Response.json({ code: 'NO' }, { status: 409 }), 409],
    ['thrown', () => Promise.reject(new Failure(catalogue.NOT_FOUND)), 404],
  ])('that is definitive and %s undoes the work and stands', async (_, refuse, status) => {
    const { post, act, write, effects } = setUp();
    const refusing: Work = async (transaction) => {
      act(transaction);
      return refuse(transaction);
    };
    const first = await post(refusing).catch((error: Failure) => error);
    expect(first.status).toBe(status);
    expect(effects()).toBe(0);

    const again = await post(write);
    expect(again.status).toBe(status);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(effects()).toBe(0);
  });

  it.each<[string, () => Promise<Response>]>([
    ['a 503 answer', async () => new Response(null, { status: 503 })],
    ['a 429 answer', async () => new Response(null, { status: 429 })],
    ['a 401 answer', async () => new Response(null, { status: 401 })],
    ['a rate limit', () => Promise.reject(new Failure(catalogue.RATE_LIMITED))],
    ['a full account', () => Promise.reject(accountFull({ what: 'notes', limit: 3 }))],
    ['a database failure', () => Promise.reject(new Failure(catalogue.DATABASE_FAILED))],
    ['a defect', () => Promise.reject(new TypeError('x is not a function'))],
  ])('by %s undoes the work and is forgotten', async (_, refuse) => {
    const { post, act, write, effects } = setUp();
    await post(async (transaction) => {
      act(transaction);
      return refuse();
    }).catch(() => {});
    expect(effects()).toBe(0);

    const again = await post(write);
    expect(again.status).toBe(201);
    expect(effects()).toBe(1);
  });
});
