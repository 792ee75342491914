import type { Failure } from '@holdfast/core';
import type { ReplayStore } from '../outbox/outbox-store.ts';

/**
 * Makes the store of an outbox one that encrypts. `name` is the name of its database, and `damaged` hears how many rows
 * were set aside because they did not decrypt.
 */
export type Encryption = <TStore extends ReplayStore>(
  store: TStore,
  name: string,
  damaged: (failure: Failure, rows: number) => void,
) => TStore;
