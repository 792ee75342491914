import { webPlatform } from '@holdfast/core/parts';
import { memoryStore } from '../idempotency/memory-store.ts';
import { memoryRelayStore } from './memory-relay-store.ts';
import { relayStoreContract } from './relay-store.contract.ts';

relayStoreContract('memory', async () => {
  const keys = memoryStore();
  let count = 0;
  let backMs = 0;
  const platform = {
    now: () => webPlatform.now() - backMs,
    monotonic: () => webPlatform.monotonic(),
  };
  return {
    store: memoryRelayStore({ platform }),
    setBack: async (ms) => void (backMs += ms),
    async transact(work) {
      const key = { scope: 'test', key: `${(count += 1)}` };
      const holding = await keys.withKey(key, ({ attempt }) => attempt(work, () => true));
      if (holding.kind === 'busy') throw new Error('Each key is used once.');
      return holding.value;
    },
    close: async () => {},
  };
});
