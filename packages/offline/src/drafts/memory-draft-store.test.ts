import { draftStoreContract } from './draft-store.contract.ts';
import { memoryDraftStore } from './memory-draft-store.ts';

draftStoreContract(memoryDraftStore);
