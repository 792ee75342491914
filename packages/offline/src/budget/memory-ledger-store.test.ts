import { createMemoryLedgerStore } from '@holdfast/core/budget';
import { ledgerStoreContract } from './ledger-store.contract.ts';

ledgerStoreContract(createMemoryLedgerStore);
