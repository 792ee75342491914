'use client';
import { useConnectivity } from '../use-connectivity.ts';
import { useOutbox } from '../use-outbox.ts';
import { syncParts, type SyncPart } from './sync-parts.ts';

/** The state of all changes of the user together. It is empty when all changes are sent. */
export function useSyncStatus(): readonly SyncPart[] {
  const connectivity = useConnectivity();
  return syncParts(useOutbox().items, connectivity);
}
