import { countUnsent, unsentDrafts, type Unsent } from '@holdfast/offline';
import type { DraftRecord } from '@holdfast/core/parts';

/**
 * Whether only this device has a draft. The drafts of forms have keys of two parts, such as `note:…`. The data of
 * slices and the text of streams lie beside them; the server has both.
 */
export function isUnsentDraft(key: string): boolean {
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
