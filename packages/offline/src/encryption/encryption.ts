import type { OutboxStore } from '../outbox/outbox-store.ts';

/** Makes the store of an outbox one that encrypts. `name` is the name of its database. */
export type Encryption = (store: OutboxStore, name: string) => OutboxStore;
