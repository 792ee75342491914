import { alertStoreContract } from './alert-store.contract.ts';
import { memoryAlertStore } from './memory-alert-store.ts';

alertStoreContract('Memory', async () => {
  const store = memoryAlertStore();
  return { store, other: store, close: async () => {} };
});
