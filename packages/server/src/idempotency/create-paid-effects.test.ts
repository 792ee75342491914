import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createPaidEffects, type EffectContext, type PaidWork } from './create-paid-effects.ts';
import { memoryStore, type MemoryTransaction } from './memory-store.ts';

type Work = PaidWork<MemoryTransaction, string>;

function setUp() {
  const platform = createVirtualPlatform();
  const store = memoryStore();
  const paid = createPaidEffects({ store, platform, leaseMs: 1000 });
  const charges: string[] = [];
  let settlements = 0;
  const charge: Work['effect'] = async ({ providerKey }) => {
    charges.push(providerKey);
    return 'receipt';
  };
  const settle: Work['settle'] = async ({ onRollback }, receipt) => {
    settlements += 1;
    onRollback(() => (settlements -= 1));
    return Response.json({ receipt }, { status: 201 });
  };
  const pay = (work: Partial<Work> = {}, { body = '{"total":5}', key = '"k1"' } = {}) =>
    paid(
      new Request('http://test/orders', {
        method: 'POST',
        body,
        headers: key === '' ? {} : { 'idempotency-key': key },
      }),
      { owner: 'mara', effect: charge, settle, ...work },
    );
  return { pay, charges, settlements: () => settlements, charge, settle, store, platform };
}

/** An effect in the hands of a test. */
function slowly() {
  let answer!: (receipt: string) => void;
  let fail!: (error: unknown) => void;
  let begin!: (context: EffectContext) => void;
  const begun = new Promise<EffectContext>((resolve) => (begin = resolve));
  const effect: Work['effect'] = (context) =>
    new Promise((resolve, reject) => {
      answer = resolve;
      fail = reject;
      begin(context);
    });
  return {
    effect,
    begun,
    answer: (receipt: string) => answer(receipt),
    fail: (error: unknown) => fail(error),
  };
}

const refusedPayment: Work['effect'] = () =>
  Promise.reject(new Failure(catalogue.PAYMENT_REQUIRED));
const refusedClaim: NonNullable<Work['claim']> = () =>
  Promise.reject(new Failure(catalogue.BUDGET_EXCEEDED));

const died = new Error('the connection was lost');

describe('a paid effect', () => {
  it('happens once and is settled once, and is answered the same ever after', async () => {
    const { pay, charges, settlements, store } = setUp();
    const first = await pay();
    const second = await pay();
    expect(first.status).toBe(201);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await second.text()).toBe(await first.text());
    expect(charges).toHaveLength(1);
    expect(settlements()).toBe(1);
    expect(await store.unsettled(Infinity)).toEqual([]);
  });

  it('is begun only after its claim is committed', async () => {
    const { pay, store, platform } = setUp();
    await pay({
      effect: async ({ providerKey }) => {
        expect(await store.unsettled(Infinity)).toMatchObject([
          { scope: 'mara', key: 'k1', providerKey, attempts: 1, leaseUntil: platform.now() + 1000 },
        ]);
        return 'receipt';
      },
    });
  });

  it('is repeated under the same provider key after a failure of unknown effect', async () => {
    const { pay, charges, settlements } = setUp();
    const attempts: number[] = [];
    const failing: Work['effect'] = async ({ providerKey, attempt }) => {
      charges.push(providerKey);
      attempts.push(attempt);
      throw died;
    };
    await expect(pay({ effect: failing })).rejects.toBe(died);
    await expect(pay({ effect: failing })).rejects.toBe(died);
    expect((await pay()).status).toBe(201);
    expect(attempts).toEqual([1, 2]);
    expect(charges).toHaveLength(3);
    expect(new Set(charges).size).toBe(1);
    expect(settlements()).toBe(1);
  });

  it('tells others to wait while it is under way, and not longer than its lease', async () => {
    const { pay, platform, charges } = setUp();
    const { effect, begun, answer } = slowly();
    const first = pay({ effect });
    await begun;
    await platform.advance(900);
    await expect(pay()).rejects.toMatchObject({
      code: 'IDEMPOTENCY_IN_PROGRESS',
      status: 409,
      retryAfterMs: 100,
    });
    answer('receipt');
    expect((await first).status).toBe(201);
    expect(charges).toEqual([]);
  });

  it('is taken over when its lease is over, and only the first settlement counts', async () => {
    const { pay, platform, charges, settlements } = setUp();
    const { effect, begun, answer } = slowly();
    const slow = pay({ effect });
    const { providerKey, signal } = await begun;
    await platform.advance(1000);
    expect(signal.aborted).toBe(true);
    const second = await pay();
    expect(charges).toEqual([providerKey]);
    answer('late receipt');
    const late = await slow;
    expect(late.headers.get('idempotency-replayed')).toBe('true');
    expect(await late.text()).toBe(await second.text());
    expect(settlements()).toBe(1);
  });

  it('keeps a claim that another has taken over when the slow one fails', async () => {
    const { pay, platform, store } = setUp();
    const { effect, begun, fail } = slowly();
    const slow = pay({ effect });
    await begun;
    await platform.advance(1000);
    const another = slowly();
    void pay({ effect: another.effect });
    await another.begun;
    fail(died);
    await expect(slow).rejects.toBe(died);
    expect(await store.unsettled(Infinity)).toMatchObject([
      { attempts: 2, leaseUntil: platform.now() + 1000 },
    ]);
  });

  it('that was refused without an effect is settled as that refusal', async () => {
    const { pay, charges, settlements } = setUp();
    await expect(pay({ effect: refusedPayment })).rejects.toMatchObject({ status: 402 });
    const again = await pay();
    expect(again.status).toBe(402);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(charges).toEqual([]);
    expect(settlements()).toBe(0);
  });

  it.each([
    ['of unknown effect', new Failure(catalogue.PAYMENT_REQUIRED, { effect: 'unknown' })],
    ['that will pass', new Failure(catalogue.RATE_LIMITED)],
  ])('that failed with a refusal %s is tried again', async (_, failure) => {
    const { pay } = setUp();
    await expect(pay({ effect: () => Promise.reject(failure) })).rejects.toBe(failure);
    expect((await pay()).status).toBe(201);
  });

  it('is settled by the next request when its settlement failed', async () => {
    const { pay, charges, settlements, settle } = setUp();
    const broken: Work['settle'] = async (...given) => {
      await settle(...given);
      throw died;
    };
    await expect(pay({ settle: broken })).rejects.toBe(died);
    expect(settlements()).toBe(0);
    expect((await pay()).status).toBe(201);
    expect(new Set(charges).size).toBe(1);
    expect(settlements()).toBe(1);
  });

  it('is not begun when its claim is refused, and that stands', async () => {
    const { pay, charges, store } = setUp();
    await expect(pay({ claim: refusedClaim })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect((await pay()).status).toBe(402);
    expect(charges).toEqual([]);
    expect(await store.unsettled(Infinity)).toEqual([]);
  });

  it('reserves once, however often it is tried', async () => {
    const { pay } = setUp();
    let reserved = 0;
    const claim = async (): Promise<void> => void (reserved += 1);
    await expect(pay({ claim, effect: () => Promise.reject(died) })).rejects.toBe(died);
    await pay({ claim });
    expect(reserved).toBe(1);
  });

  it('refuses its key to another request, before and after it is settled', async () => {
    const { pay, charges } = setUp();
    const reused = { code: 'IDEMPOTENCY_KEY_REUSED', status: 422 };
    await expect(pay({ effect: () => Promise.reject(died) })).rejects.toBe(died);
    await expect(pay({}, { body: '{"total":6}' })).rejects.toMatchObject(reused);
    await pay();
    await expect(pay({}, { body: '{"total":6}' })).rejects.toMatchObject(reused);
    await expect(pay({}, { key: '' })).rejects.toMatchObject({ status: 400 });
    expect(charges).toHaveLength(1);
  });

  it('waits to settle while another request only looks at its key', async () => {
    const { pay, store, platform } = setUp();
    const { effect, begun, answer } = slowly();
    const paying = pay({ effect });
    await begun;
    let letGo!: () => void;
    void store.withKey(
      { scope: 'mara', key: 'k1' },
      () => new Promise<void>((resolve) => (letGo = resolve)),
    );
    answer('receipt');
    await platform.advance(100);
    letGo();
    await platform.advance(100);
    expect((await paying).status).toBe(201);
  });

  it('is in progress for a request that comes while another one looks at its key', async () => {
    const { pay, store } = setUp();
    void store.withKey({ scope: 'mara', key: 'k1' }, () => new Promise(() => {}));
    await expect(pay()).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
  });

  it('is left to the next request when its key does not become free in time', async () => {
    const { pay, store, platform } = setUp();
    const { effect, begun, answer } = slowly();
    const paying = pay({ effect });
    await begun;
    void store.withKey({ scope: 'mara', key: 'k1' }, () => new Promise(() => {}));
    answer('receipt');
    const passing = platform.advance(2000);
    await expect(paying).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
    await passing;
  });
});
