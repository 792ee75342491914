'use client';
import { useConnectivity } from '../use-connectivity.ts';
import { useOutbox } from '../use-outbox.ts';
import { syncParts, type SyncPart } from './sync-parts.ts';

/** How all changes of the user stand together. It is empty when everything is sent. */
export function useSyncStatus(): readonly SyncPart[] {
  const connectivity = useConnectivity();
  return syncParts(useOutbox().items, connectivity);
}
