import { toFailure, type Failure } from '@holdfast/core';
import type { DraftRecord } from '@holdfast/core/parts';
import { countUnsent, purgeDevice, unsentDrafts, type Unsent } from '@holdfast/offline';
import type { ForgetOwner } from './forget-owner.ts';

// A part of its own: pages load it when a writer signs out, so that no first screen waits for it.

/**
 * Whether only this device has a draft. The drafts of forms have keys of two parts, such as `note:…`. The data of
 * slices and the text of streams lie beside them; the server has both.
 */
function isUnsentDraft(key: string): boolean {
  return key.includes(':') && !key.startsWith('stream:');
}

/** The work that a writer would lose with this device. */
export interface UnsentWork extends Unsent {
  /** Why the device could not be read. There may be work on it that the numbers leave out. */
  readonly uncounted?: Failure;
}

/** Counts the work that a writer would lose with this device. Never rejects. */
export function unsentWork(owner: string): Promise<UnsentWork> {
  return countUnsent({ owner, isUnsent: isUnsentDraft }).catch((error: unknown) => ({
    ...{ entries: 0, drafts: 0 },
    uncounted: toFailure(error),
  }));
}

/** Rejects with a storage failure when the device cannot be read. */
export function draftsOf(owner: string): Promise<readonly DraftRecord[]> {
  return unsentDrafts({ owner, isUnsent: isUnsentDraft });
}

export const purgeOwner: ForgetOwner = (owner, unsent) =>
  purgeDevice({
    owner,
    isUnsent: isUnsentDraft,
    ...(unsent === 'discard' && { agree: () => true }),
  });
