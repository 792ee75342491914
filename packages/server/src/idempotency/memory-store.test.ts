import { idempotencyStoreContract } from './idempotency-store.contract.ts';
import { memoryStore } from './memory-store.ts';

idempotencyStoreContract('memory', async () => {
  let count = 0;
  return {
    store: memoryStore(),
    effect: async (transaction) => {
      count += 1;
      transaction.onRollback(() => (count -= 1));
    },
    effects: async () => count,
    close: async () => {},
  };
});
