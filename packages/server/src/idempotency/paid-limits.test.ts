import { createVirtualPlatform, type VirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createPaidEffects } from './create-paid-effects.ts';
import { memoryStore } from './memory-store.ts';

const request = (key: string): Request =>
  new Request('http://test/pay', {
    method: 'POST',
    body: '{}',
    headers: { 'idempotency-key': `"${key}"` },
  });
const until = async (platform: VirtualPlatform, isSo: () => boolean): Promise<void> => {
  while (!isSo()) await platform.advance(0);
};
const settle = async (): Promise<Response> => Response.json({});
const never = (): Promise<never> => new Promise(() => {});

it('begins nothing more for an owner with too many effects that are not settled', async () => {
  const platform = createVirtualPlatform();
  const pay = createPaidEffects({ store: memoryStore(), platform, maxUnsettled: 2 });
  let paid = 0;
  const effect = (): Promise<never> => {
    paid += 1;
    return never();
  };
  for (const key of ['a', 'b']) void pay(request(key), { owner: 'mara', effect, settle });
  // Other threads make the digests, so the virtual clock does not cover their time.
  await until(platform, () => paid === 2);
  await expect(pay(request('c'), { owner: 'mara', effect, settle })).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
    details: { what: 'unsettled-claims', limit: 2 },
  });
  void pay(request('c'), { owner: 'noor', effect, settle });
  await until(platform, () => paid === 3);
  expect(paid).toBe(3);
});

it('does not take over an effect that runs in this process when the clock jumps forward', async () => {
  const platform = createVirtualPlatform();
  const pay = createPaidEffects({ store: memoryStore(), platform });
  let paid = 0;
  const effect = (): Promise<never> => {
    paid += 1;
    return never();
  };
  void pay(request('a'), { owner: 'mara', effect, settle });
  await until(platform, () => paid === 1);
  platform.jumpWallClock(61 * 86_400_000);
  await expect(pay(request('a'), { owner: 'mara', effect, settle })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_IN_PROGRESS',
  });
  expect(paid).toBe(1);
});

it('takes over the claim of a dead server within one lease, although the clock was set back', async () => {
  const platform = createVirtualPlatform();
  const store = memoryStore();
  const doomed = createPaidEffects({ store, platform });
  const begun = Promise.withResolvers<void>();
  const effect = (): Promise<never> => {
    begun.resolve();
    return never();
  };
  void doomed(request('a'), { owner: 'mara', effect, settle });
  await begun.promise;
  platform.jumpWallClock(-86_400_000);
  const pay = createPaidEffects({ store, platform });
  const attempt = (): Promise<Response> =>
    pay(request('a'), { owner: 'mara', effect: async () => 1, settle });
  await expect(attempt()).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
  await platform.advance(60_000);
  expect((await attempt()).status).toBe(200);
});
