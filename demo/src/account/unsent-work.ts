import { countUnsent, purgeDevice, unsentDrafts, type Unsent } from '@holdfast/offline';
import type { DraftRecord } from '@holdfast/core/parts';
import type { ForgetOwner } from './forget-owner.ts';

// A part of its own: pages load it when a writer signs out, so that no first screen waits for it.

/**
 * Whether only this device has a draft. The drafts of forms have keys of two parts, such as `note:…`. The data of
 * slices and the text of streams lie beside them; the server has both.
 */
function isUnsentDraft(key: string): boolean {
  return key.includes(':') && !key.startsWith('stream:');
}

const NOTHING: Unsent = { entries: 0, drafts: 0 };

/**
 * The work that a writer would lose with this device. A device that cannot be read has no work to lose.
 */
export function unsentWork(owner: string): Promise<Unsent> {
  return countUnsent({ owner, isUnsent: isUnsentDraft }).catch(() => NOTHING);
}

export function draftsOf(owner: string): Promise<readonly DraftRecord[]> {
  return unsentDrafts({ owner, isUnsent: isUnsentDraft }).catch(() => []);
}

export const purgeOwner: ForgetOwner = (owner, unsent) =>
  purgeDevice({
    owner,
    isUnsent: isUnsentDraft,
    ...(unsent === 'discard' && { agree: () => true }),
  });
