import type { Failure } from '@holdfast/core';
import type { DraftState } from './draft-state.ts';

/** Where a form's draft stands, as a person is told it. `savedAt` is wall-clock time. */
export type DraftView<TValues = unknown> =
  /** Nothing worth keeping, or the form keeps no draft. */
  | { readonly kind: 'none'; readonly savedAt?: undefined }
  /** The newest change is not on the device yet. */
  | { readonly kind: 'saving'; readonly savedAt?: number | undefined }
  | { readonly kind: 'saved'; readonly savedAt: number }
  /** The form shows what was kept from earlier. */
  | { readonly kind: 'restored'; readonly savedAt: number }
  /** Another tab kept something else meanwhile. Nothing is kept until one is chosen. */
  | { readonly kind: 'conflict'; readonly theirs: TValues; readonly savedAt: number }
  /** What was kept could not be understood and was moved aside. Keeping goes on beside it. */
  | {
      readonly kind: 'quarantined';
      readonly reason: 'unreadable' | 'invalid';
      readonly savedAt?: number | undefined;
    }
  /** Nothing can be kept here; the values live in this page only. */
  | {
      readonly kind: 'unavailable';
      readonly failure: Failure;
      readonly savedAt?: number | undefined;
    }
  /** A newer version of the app wrote the draft; this one leaves it alone. */
  | { readonly kind: 'read-only'; readonly storedVersion: number; readonly savedAt?: undefined };

export function viewOfDraft<TValues>(state: DraftState<TValues>): DraftView<TValues> {
  const { persistence, savedAt, theirs } = state;
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
      if (state.isUnsaved) return { kind: 'saving', savedAt };
      if (savedAt === undefined) return { kind: 'none' };
      return { kind: state.isRestored ? 'restored' : 'saved', savedAt };
  }
}
