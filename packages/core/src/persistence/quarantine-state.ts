import type { Failure } from '../failures/failure.ts';

/**
 * What a form or a slice may do with its stored value. It writes nothing before it has read the value. It sets a
 * value aside that it cannot understand, and never overwrites it. It does not write over a value of a newer version.
 */
export type PersistenceState =
  /** Not read yet. Nothing is written until the store has answered. */
  | { readonly kind: 'hydrating' }
  | { readonly kind: 'ready' }
  /** The stored value was set aside as it was. New values are written beside it. */
  | { readonly kind: 'quarantined'; readonly reason: 'unreadable' | 'invalid' }
  | { readonly kind: 'read-only'; readonly storedVersion: number }
  /**
   * Storage does not work. Values live in memory only, and the app must tell the user. A stored value that is
   * `unread` must not be written over.
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

/** Whether a value may be written. A failing store is tried again with each change, because it may have room by then. */
export function mayWrite(state: PersistenceState): boolean {
  return state.kind !== 'read-only' && !isUnread(state);
}

function isUnread(state: PersistenceState): boolean {
  return state.kind === 'hydrating' || (state.kind === 'unavailable' && state.unread);
}
