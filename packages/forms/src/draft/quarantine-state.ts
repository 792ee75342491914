import type { Failure } from '@holdfast/core';

/**
 * What a form may do with a stored draft. It writes nothing before it has read the draft. It sets a draft aside
 * that it cannot understand, and never overwrites it. It only reads a draft that a newer version wrote.
 */
export type PersistenceState<T> =
  /** Not read yet. The form keeps its last value back until the store has answered. */
  | { readonly kind: 'hydrating'; readonly pending?: { readonly value: T } }
  | { readonly kind: 'ready' }
  /** The form set the stored value aside as it was, and goes on writing beside it. */
  | { readonly kind: 'quarantined'; readonly reason: 'unreadable' | 'invalid' }
  | { readonly kind: 'read-only'; readonly storedVersion: number }
  /**
   * Storage does not work. Values live in memory only, and the app must tell the user. While the stored value is
   * `unread`, the form must not write over it.
   */
  | { readonly kind: 'unavailable'; readonly failure: Failure; readonly unread: boolean };

export type PersistenceEvent<T> =
  | { readonly type: 'found-nothing' }
  | { readonly type: 'found-valid' }
  | { readonly type: 'set-aside'; readonly reason: 'unreadable' | 'invalid' }
  | { readonly type: 'found-newer'; readonly storedVersion: number }
  | { readonly type: 'changed'; readonly value: T }
  | { readonly type: 'stored' }
  | { readonly type: 'storage-failed'; readonly failure: Failure };

export interface PersistenceStep<T> {
  readonly state: PersistenceState<T>;
  /** What to write now, if anything. */
  readonly write?: { readonly value: T };
}

/** One step. The caller does the write, if there is one, and reports `stored` or `storage-failed`. */
export function nextPersistence<T>(
  state: PersistenceState<T>,
  event: PersistenceEvent<T>,
): PersistenceStep<T> {
  const opened = (next: PersistenceState<T>): PersistenceStep<T> =>
    state.kind === 'hydrating' && state.pending
      ? { state: next, write: state.pending }
      : { state: next };

  switch (event.type) {
    case 'found-nothing':
    case 'found-valid':
      return opened({ kind: 'ready' });
    case 'set-aside':
      return opened({ kind: 'quarantined', reason: event.reason });
    case 'found-newer':
      return { state: { kind: 'read-only', storedVersion: event.storedVersion } };
    case 'storage-failed':
      if (state.kind === 'read-only') return { state };
      return { state: { kind: 'unavailable', failure: event.failure, unread: isUnread(state) } };
    case 'stored':
      return {
        state: state.kind === 'unavailable' && !state.unread ? { kind: 'ready' } : state,
      };
    case 'changed':
      if (state.kind === 'hydrating')
        return { state: { kind: 'hydrating', pending: { value: event.value } } };
      // A failing store is tried again with each change: room may have been made.
      return state.kind === 'read-only' || isUnread(state)
        ? { state }
        : { state, write: { value: event.value } };
  }
}

function isUnread(state: PersistenceState<unknown>): boolean {
  return state.kind === 'hydrating' || (state.kind === 'unavailable' && state.unread);
}
