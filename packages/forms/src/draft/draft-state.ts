import type { Failure } from '@holdfast/core';
import {
  mayWrite,
  nextPersistence,
  type DraftRecord,
  type PersistenceState,
} from '@holdfast/core/parts';

/** The content that a form keeps on the device: its values, and small notes such as a wizard's step. */
export interface DraftContent<TValues = unknown> {
  readonly values: TValues;
  readonly memo: Readonly<Record<string, string>>;
  /** RFC 6901 pointers to the form's values that no store can keep, such as functions. @default none */
  readonly lost?: readonly string[] | undefined;
  /** Fields of a stored draft that were put aside because the form cannot show them. @default none */
  readonly dropped?: readonly string[];
}

/** A draft as the store had it. */
export interface StoredDraft<TValues = unknown> {
  readonly revision: number;
  /** Wall-clock milliseconds. */
  readonly savedAt: number;
  readonly content: DraftContent<TValues>;
}

/** What another tab wrote that closed, or this form before it left a conflict. */
export interface UnchosenText<TValues = unknown> extends StoredDraft<TValues> {
  readonly record: DraftRecord;
}

export interface DraftState<TValues = unknown> {
  readonly persistence: PersistenceState;
  /** The newest content there is, stored or not. */
  readonly content: DraftContent<TValues>;
  /** Whether `content` is not yet in the store. */
  readonly isUnsaved: boolean;
  /** The stored revision that the next save follows; 0 for none. */
  readonly revision: number;
  readonly savedAt: number | undefined;
  readonly isRestored: boolean;
  /** The draft that another tab stored meanwhile. This tab writes nothing until the user has chosen. */
  readonly theirs: StoredDraft<TValues> | undefined;
  /** A text that the store keeps beside the draft until the user has chosen. This tab goes on writing. */
  readonly unchosen?: UnchosenText<TValues> | undefined;
  /** Whether another tab sent or gave up the draft that this form shows, and the user has not acted since. */
  readonly isEnded: boolean;
}

export type DraftEvent<TValues = unknown> =
  | { readonly type: 'found-nothing' }
  | { readonly type: 'found'; readonly stored: StoredDraft<TValues> }
  | { readonly type: 'set-aside'; readonly reason: 'unreadable' | 'invalid' }
  | { readonly type: 'found-newer'; readonly storedVersion: number }
  | { readonly type: 'changed'; readonly content: DraftContent<TValues> }
  | { readonly type: 'stored'; readonly stored: StoredDraft<TValues> }
  | { readonly type: 'overtaken'; readonly theirs: StoredDraft<TValues> }
  | { readonly type: 'storage-failed'; readonly failure: Failure }
  | { readonly type: 'unchosen'; readonly text: UnchosenText<TValues> | undefined }
  | { readonly type: 'kept-mine' }
  | { readonly type: 'took-theirs' }
  /** Another tab removed the stored draft. */
  | { readonly type: 'ended' }
  /** The stored draft was removed; `content` is the content at the time of the request. */
  | { readonly type: 'removed'; readonly content: DraftContent<TValues> }
  /** The form starts over with this content, which is not worth keeping. */
  | { readonly type: 'cleared'; readonly content: DraftContent<TValues> };

export function initialDraft<TValues>(content: DraftContent<TValues>): DraftState<TValues> {
  return {
    persistence: { kind: 'hydrating' },
    content,
    isUnsaved: false,
    revision: 0,
    savedAt: undefined,
    isRestored: false,
    theirs: undefined,
    isEnded: false,
  };
}

/** The content to write now, if the store may be written and there is new content. */
export function dueWrite<TValues>(state: DraftState<TValues>): DraftContent<TValues> | undefined {
  const isDue = state.isUnsaved && !state.theirs && mayWrite(state.persistence);
  return isDue ? state.content : undefined;
}

/** One step. `isSame` compares contents by value. */
export function nextDraft<TValues>(
  state: DraftState<TValues>,
  event: DraftEvent<TValues>,
  isSame: (left: unknown, right: unknown) => boolean,
): DraftState<TValues> {
  switch (event.type) {
    case 'found-nothing':
    case 'set-aside':
    case 'found-newer':
    case 'storage-failed':
      return { ...state, persistence: nextPersistence(state.persistence, event) };
    case 'found': {
      const ready = nextPersistence(state.persistence, { type: 'found-valid' });
      const found = { ...state, persistence: ready };
      // The user typed before the stored draft was read: neither may silently replace the other.
      return state.isUnsaved && !isSame(state.content, event.stored.content)
        ? { ...found, theirs: event.stored }
        : { ...found, ...adopted(event.stored), isRestored: true };
    }
    case 'changed':
      return { ...state, content: event.content, isUnsaved: true };
    case 'stored': {
      const { revision, savedAt, content } = event.stored;
      return {
        ...state,
        persistence: nextPersistence(state.persistence, { type: 'stored' }),
        isUnsaved: state.isUnsaved && content !== state.content,
        revision,
        savedAt,
        isRestored: false,
      };
    }
    case 'overtaken':
      return isSame(state.content, event.theirs.content)
        ? { ...state, ...adopted(event.theirs) }
        : { ...state, isUnsaved: true, theirs: event.theirs };
    case 'unchosen':
      return { ...state, unchosen: event.text };
    case 'kept-mine':
      if (state.isEnded) return { ...state, isUnsaved: true, isEnded: false };
      return state.theirs
        ? { ...state, revision: state.theirs.revision, isUnsaved: true, theirs: undefined }
        : state;
    case 'took-theirs':
      return state.theirs ? { ...state, ...adopted(state.theirs), isRestored: true } : state;
    case 'removed':
      return {
        ...state,
        isUnsaved: state.isUnsaved && event.content !== state.content,
        revision: 0,
        savedAt: undefined,
        isRestored: false,
        theirs: undefined,
        unchosen: undefined,
        isEnded: false,
      };
    case 'ended':
      // A draft that has no stored revision is not the one that the other tab removed.
      if (state.revision === 0 && !state.theirs) return state;
      return {
        ...state,
        ...{ revision: 0, savedAt: undefined, isRestored: false, isEnded: true },
        // The other tab sent its side of the conflict, so only this side is left to keep.
        ...{ theirs: undefined, unchosen: undefined },
      };
    case 'cleared':
      return { ...state, content: event.content, isUnsaved: false, isEnded: false };
  }
}

function adopted<TValues>(
  stored: StoredDraft<TValues>,
): Pick<DraftState<TValues>, 'content' | 'revision' | 'savedAt' | 'isUnsaved' | 'theirs'> {
  return { ...stored, isUnsaved: false, theirs: undefined };
}
