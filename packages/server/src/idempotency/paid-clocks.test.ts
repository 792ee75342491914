import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createPaidEffects, type PaidEffects } from './create-paid-effects.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import { memoryStore, type MemoryTransaction } from './memory-store.ts';

type Store = IdempotencyStore<MemoryTransaction>;

const DAY_MS = 86_400_000;

/** Two servers on one store with a clock of its own. The clock of the second server is wrong. */
function setUp(wrongByMs: number) {
  const platform = createVirtualPlatform();
  const memory = memoryStore();
  const store: Store = {
    ...memory,
    withKey: (key, work) =>
      memory.withKey(key, (held) => work({ ...held, now: platform.monotonic() })),
  };
  const wrong = { ...platform, now: () => platform.now() + wrongByMs };
  const right = createPaidEffects({ store, platform, leaseMs: 1000 });
  return { platform, right, wrong: createPaidEffects({ store, platform: wrong, leaseMs: 1000 }) };
}

function pay(paid: PaidEffects<MemoryTransaction>, effect: () => Promise<string>) {
  const headers = { 'idempotency-key': 'k1' };
  const request = new Request('http://test/orders', { method: 'POST', body: '{}', headers });
  return paid(request, { owner: 'mara', effect, settle });
}

const settle = async (_: MemoryTransaction, receipt: string): Promise<Response> =>
  new Response(receipt);

const again = async (): Promise<string> => 'paid again';

it.each([[-DAY_MS], [60_000], [DAY_MS]])(
  'A server whose clock is wrong by %i ms takes a claim over when its lease is over, and no earlier',
  async (wrongByMs) => {
    const { platform, right, wrong } = setUp(wrongByMs);
    let answer!: (receipt: string) => void;
    const first = pay(right, () => new Promise((resolve) => (answer = resolve)));
    await platform.advance(999);
    await expect(pay(wrong, again)).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
    await platform.advance(1);
    expect(await (await pay(wrong, again)).text()).toBe('paid again');
    answer('late');
    expect(await (await first).text()).toBe('paid again');
  },
);
