import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { memoryLimitStore } from './memory-limit-store.ts';
import { rateLimitStoreContract } from './rate-limit-store.contract.ts';

rateLimitStoreContract('memory', async () => {
  const platform = createVirtualPlatform();
  return {
    store: memoryLimitStore({ platform }),
    advance: platform.advance,
    close: async () => {},
  };
});

it('forgets by itself: a crowd of new keys does not pile up', async () => {
  const platform = createVirtualPlatform();
  const store = memoryLimitStore({ platform });
  const limit = { name: 'address', limit: 3, windowMs: 1000 };
  for (let round = 0; round < 5; round += 1) {
    for (let key = 0; key < 100; key += 1) await store.take(`${round}-${key}`, limit);
    await platform.advance(1000);
  }
  expect(await store.prune()).toBeLessThanOrEqual(100);
});
