import { awaitDependencies, coalesceUnsent, createOutbox, editEntry } from '@holdfast/offline';
import { installReplay } from '@holdfast/offline/worker';
import { installIndexedDb } from '../simulator/simulated-indexed-db.ts';
import type { OfflineCode } from '../simulator/world.ts';

/** The package as it is, on an IndexedDB in memory. */
export function realCode(): OfflineCode {
  installIndexedDb();
  return { awaitDependencies, coalesceUnsent, createOutbox, editEntry, installReplay };
}
