import { memoryStore } from '../idempotency/memory-store.ts';
import { memoryRelayStore } from './memory-relay-store.ts';
import { relayStoreContract } from './relay-store.contract.ts';

relayStoreContract('memory', async () => {
  const keys = memoryStore();
  let count = 0;
  return {
    store: memoryRelayStore(),
    async transact(work) {
      const key = { scope: 'test', key: `${(count += 1)}` };
      const holding = await keys.withKey(key, ({ attempt }) => attempt(work, () => true));
      if (holding.kind === 'busy') throw new Error('Each key is used once.');
      return holding.value;
    },
    close: async () => {},
  };
});
