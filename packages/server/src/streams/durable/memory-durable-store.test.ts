import { durableStoreContract } from './durable-store.contract.ts';
import { memoryDurableStore } from './memory-durable-store.ts';

durableStoreContract('memory', async () => {
  const store = memoryDurableStore();
  return { store, elsewhere: store, close: async () => {} };
});
