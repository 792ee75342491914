import type { OperationStateKind } from '../../operations/operation-state.ts';
import type { BlockReason } from '../../ports/outbox-port.ts';
import type { UpdateState } from '../../ports/update-state.ts';
import type { FieldMessages } from './field-messages.ts';
import type { CompleteMessages, MessageTable } from './message-table.ts';
import type { ScreenMessages } from './screen-messages.ts';

/**
 * The states that have a word. `asking` is a read that shows an earlier answer while it asks again, `unkept` is a write that this device could not store, `dead` one that the outbox
 * keeps and no longer sends, `resuming` a stream that goes on by itself.
 */
export type StateWord =
  OperationStateKind | 'asking' | 'sending' | 'waiting' | 'unkept' | 'dead' | 'resuming';

/** The states of a form's draft. */
export type DraftWord =
  'none' | 'saving' | 'saved' | 'restored' | 'incomplete' | 'ended' | 'conflict' | DraftTrouble;
type DraftTrouble = 'quarantined' | 'unavailable' | 'read-only';

type Words<TName extends string> = Readonly<Record<TName, string>>;

/** Every text of Holdfast that a user reads, in one language. `{age}` in a text stands for a fact. */
export interface Messages extends ScreenMessages, FieldMessages {
  /** The language tag for ages, such as `en`. */
  readonly locale: string;
  readonly failures: MessageTable;
  /** Facts: `{age}` of the value, `{due}` for the next try, and a sentence each: `{failure}`, `{reason}`. */
  readonly states: Words<StateWord>;
  /** The reason why a blocked write waits. */
  readonly reasons: Words<BlockReason>;
  /** Facts: `{name}` of the boundary, which is `part` where it has none; the number of an `{attempt}` `{of}` how many. */
  readonly boundary: Words<
    'stopped' | 'part' | 'rest' | 'retry' | 'again' | 'offline' | 'incident'
  >;
  /** Fact: `{age}` of the draft. */
  readonly drafts: Words<DraftWord>;
  /** Fact: `{unsaved}`, the work that would be lost. */
  readonly updates: Words<UpdateState['kind'] | 'unsaved' | 'apply' | 'later'>;
  /** The list of a form's mistakes. `prefix` stands before the title of the page. */
  readonly summary: Words<'title' | 'prefix'>;
}

/** A language that ships with Holdfast. */
export interface CompleteLanguage extends Messages {
  readonly failures: CompleteMessages & MessageTable;
}

/** The app's own texts in place of those of Holdfast: a whole language, or single words. */
export type MessageOverrides = {
  readonly [TPart in keyof Messages]?: Messages[TPart] extends string
    ? string
    : Partial<Messages[TPart]>;
};
