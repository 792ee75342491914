import type { Failure } from '@holdfast/core';

/**
 * What a form may do with a stored draft. It writes nothing before it has read the draft. It sets a draft aside
 * that it cannot understand, and never overwrites it. It only reads a draft that a newer version wrote.
 */
export type PersistenceState =
  /** Not read yet. The form writes nothing until the store has answered. */
  | { readonly kind: 'hydrating' }
  | { readonly kind: 'ready' }
  /** The form set the stored value aside as it was, and goes on writing beside it. */
  | { readonly kind: 'quarantined'; readonly reason: 'unreadable' | 'invalid' }
  | { readonly kind: 'read-only'; readonly storedVersion: number }
  /**
   * Storage does not work. Values live in memory only, and the app must tell the user. While the stored value is
   * `unread`, the form must not write over it.
   */
  | { readonly kind: 'unavailable'; readonly failure: Failure; readonly unread: boolean };

export type PersistenceEvent =
  | { readonly type: 'found-nothing' }
  | { readonly type: 'found-valid' }
  | { readonly type: 'set-aside'; readonly reason: 'unreadable' | 'invalid' }
  | { readonly type: 'found-newer'; readonly storedVersion: number }
  | { readonly type: 'stored' }
  | { readonly type: 'storage-failed'; readonly failure: Failure };

/** The state after the store answered, or failed to. */
export function nextPersistence(
  state: PersistenceState,
  event: PersistenceEvent,
): PersistenceState {
  switch (event.type) {
    case 'found-nothing':
    case 'found-valid':
      return { kind: 'ready' };
    case 'set-aside':
      return { kind: 'quarantined', reason: event.reason };
    case 'found-newer':
      return { kind: 'read-only', storedVersion: event.storedVersion };
    case 'storage-failed':
      return state.kind === 'read-only'
        ? state
        : { kind: 'unavailable', failure: event.failure, unread: isUnread(state) };
    case 'stored':
      return state.kind === 'unavailable' && !state.unread ? { kind: 'ready' } : state;
  }
}

/** Whether the form may write. It tries a failing store again with each change, because room may have been made. */
export function mayWrite(state: PersistenceState): boolean {
  return state.kind !== 'read-only' && !isUnread(state);
}

function isUnread(state: PersistenceState): boolean {
  return state.kind === 'hydrating' || (state.kind === 'unavailable' && state.unread);
}
