import { idempotencyStoreContract } from './idempotency-store.contract.ts';
import { largeAnswersContract } from './large-answers.contract.ts';
import { memoryStore, type MemoryTransaction } from './memory-store.ts';

async function open() {
  let count = 0;
  return {
    store: memoryStore(),
    effect: async (transaction: MemoryTransaction) => {
      count += 1;
      transaction.onRollback(() => (count -= 1));
    },
    effects: async () => count,
    close: async () => {},
  };
}

idempotencyStoreContract('memory', open);
largeAnswersContract('memory', open);
