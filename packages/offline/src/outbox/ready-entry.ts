import { Failure, isFailure } from '@holdfast/core';
import { withContext, type Platform } from '@holdfast/core/parts';
import { STORAGE_FAILED } from '@holdfast/core/failures';
import type { StoredEntry } from './entry-record.ts';
import { keep } from './entry-step.ts';
import type { ReplayStore } from './outbox-store.ts';

/** Whether a claimed entry can be sent as it is, without a wait. */
export function isReady({ sealed, maxAgeMs, bodyParts }: StoredEntry): boolean {
  return !sealed && !maxAgeMs && !bodyParts;
}

/**
 * The claimed entry as it is sent, with its whole body; `undefined` when it must not be sent any more. Throws a failure
 * of the entry when the device cannot give its body now.
 */
export async function readyEntry(
  claimed: StoredEntry,
  store: Pick<ReplayStore, 'whole' | 'change' | 'isPaused'>,
  platform: Pick<Platform, 'now'>,
): Promise<StoredEntry | undefined> {
  try {
    // This context was given no encryption. Another context may decrypt the entry.
    if (claimed.sealed) throw new Failure(STORAGE_FAILED);
    // The outbox does not send an entry again once it is too old. So the mark that it was sent must survive a power
    // failure.
    if (claimed.maxAgeMs) await mark(claimed, store, platform).catch(() => {});
    const entry = claimed.bodyParts ? await store.whole(claimed) : claimed;
    return (await store.isPaused?.(claimed)) ? undefined : entry;
  } catch (error) {
    const { incidentId, sends: attempts } = claimed;
    // The database may give the body later.
    const failure = isFailure(error, 'STORAGE_CORRUPT')
      ? error
      : new Failure(STORAGE_FAILED, { cause: error });
    throw withContext(failure, { incidentId, attempts });
  }
}

/** Writes the claim once more, as durably as a decision of the user. */
function mark(
  { id }: StoredEntry,
  store: Pick<ReplayStore, 'change'>,
  platform: Pick<Platform, 'now'>,
): Promise<unknown> {
  return store.change(id, (stored) => keep(stored, {}), platform.now());
}
