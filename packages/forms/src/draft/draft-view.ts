import type { Failure } from '@holdfast/core';
import type { DraftState } from './draft-state.ts';

/** The state of a form's draft, for the user. `savedAt` is wall-clock milliseconds. */
export type DraftView<TValues = unknown> =
  /** The form has no values worth keeping, or keeps no draft. */
  | { readonly kind: 'none'; readonly savedAt?: undefined }
  /** The newest change is not on the device yet. */
  | { readonly kind: 'saving'; readonly savedAt?: number | undefined }
  | { readonly kind: 'saved'; readonly savedAt: number }
  /** All values are on the device, except the fields in `lost`, whose values no browser can keep. */
  | { readonly kind: 'incomplete'; readonly lost: readonly string[]; readonly savedAt: number }
  /**
   * The form shows the values of an earlier draft, without the fields in `lost`, which could not be kept, and
   * without those in `dropped`, which the form cannot show: they are put aside on the device.
   */
  | {
      readonly kind: 'restored';
      readonly savedAt: number;
      readonly lost?: readonly string[] | undefined;
      readonly dropped?: readonly string[] | undefined;
    }
  /**
   * Another tab sent or gave up this draft. The form still shows its values, and would send them a second time.
   * `hasMore`: the user typed something here that the other tab never had; it stays on the device.
   */
  | {
      readonly kind: 'ended';
      readonly hasMore: boolean;
      /** The time when the values that the user typed here since were saved on the device. */
      readonly savedAt?: number | undefined;
    }
  /**
   * Another tab wrote other values: it stored them meanwhile, or it closed at once with this one. Both stay on the device
   * until the user has chosen one side.
   */
  | { readonly kind: 'conflict'; readonly theirs: TValues; readonly savedAt: number }
  /** The form could not read the stored draft and moved it aside. It goes on storing beside it. */
  | {
      readonly kind: 'quarantined';
      readonly reason: 'unreadable' | 'invalid';
      readonly savedAt?: number | undefined;
    }
  /** The device cannot store the draft; the values are in this page only. */
  | {
      readonly kind: 'unavailable';
      readonly failure: Failure;
      readonly savedAt?: number | undefined;
    }
  /** A newer version of the app wrote the draft; this one leaves it alone. */
  | { readonly kind: 'read-only'; readonly storedVersion: number; readonly savedAt?: undefined };

export function viewOfDraft<TValues>(state: DraftState<TValues>): DraftView<TValues> {
  const { persistence, savedAt, theirs = state.unchosen } = state;
  if (theirs) return { kind: 'conflict', theirs: theirs.content.values, savedAt: theirs.savedAt };
  switch (persistence.kind) {
    case 'unavailable':
      return { kind: 'unavailable', failure: persistence.failure, savedAt };
    case 'read-only':
      return { kind: 'read-only', storedVersion: persistence.storedVersion };
    case 'quarantined':
      return { kind: 'quarantined', reason: persistence.reason, savedAt };
    case 'hydrating':
    case 'ready':
      if (state.isEnded) return ended(state);
      if (state.isUnsaved) return { kind: 'saving', savedAt };
      if (savedAt === undefined) return { kind: 'none' };
      return kept(state, savedAt);
  }
}

function kept({ content, isRestored }: DraftState, savedAt: number): DraftView<never> {
  const lost = content.lost?.map(fieldOf);
  if (isRestored) {
    const { dropped } = content;
    return { kind: 'restored', savedAt, ...(lost && { lost }), ...(dropped && { dropped }) };
  }
  return lost ? { kind: 'incomplete', lost, savedAt } : { kind: 'saved', savedAt };
}

function ended({ isUnsaved, savedAt }: DraftState): DraftView<never> {
  const hasMore = isUnsaved || savedAt !== undefined;
  return { kind: 'ended', hasMore, savedAt: isUnsaved ? undefined : savedAt };
}

/** The name of a form's field, from a pointer into a stored draft. */
const fieldOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(2)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
