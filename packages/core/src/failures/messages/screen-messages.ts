type Words<TName extends string> = Readonly<Record<TName, string>>;

/** A word for one, and a word for any other number; `{count}` in it is the number. */
type Counted<TName extends string> = `${TName}One` | `${TName}Many`;

/** The texts of the components, one group for each, so that a page ships only the groups that it shows. */
export interface ScreenMessages {
  /** The banner about the connection. */
  readonly connection: Words<
    'offline' | 'degraded' | 'kept' | 'unkept' | 'back' | Counted<'backSending' | 'backSent'>
  >;
  /** The state of the whole outbox. */
  readonly sync: Words<Counted<'sending' | 'waiting' | 'offline' | 'stuck' | 'behind' | 'unkept'>>;
  /** Fact of `storm` and `again`: `{count}`. */
  readonly notices: Words<
    | 'region'
    | 'storm'
    | 'members'
    | 'again'
    | 'dismiss'
    | 'history'
    | 'clear'
    | 'technical'
    | 'incident'
  >;
  /** The middle of a sentence for each state of an entry, and the buttons. Facts: `{due}`, `{failure}`, `{head}`. */
  readonly activity: Words<ActivityWord>;
  /** Facts: `{time}`, `{attempt}`, `{attempts}`. */
  readonly retry: Words<'again' | 'soon' | 'wait' | 'busy' | 'attempt'>;
  /** Fact: `{time}`. */
  readonly progress: Words<'left' | 'soon' | 'usual' | 'longer' | 'sending' | 'done'>;
  /** Facts: `{age}`, `{failure}`. */
  readonly age: Words<'updated' | 'failed'>;
  /** Facts: `{name}` of the thing with two versions, `{age}` of one of them, `{failure}`. */
  readonly conflict: Words<ConflictWord>;
}

export type ActivityWord =
  | 'stuck'
  | 'waiting'
  | 'sent'
  | 'nothingStuck'
  | 'nothingWaiting'
  | 'nothingSent'
  | 'showAll'
  | 'line'
  | 'sentLine'
  | 'stateSending'
  | 'stateQueued'
  | 'stateOffline'
  | 'stateWaiting'
  | 'stateBehind'
  | 'stateBlocked'
  | 'stateDead'
  | 'stateUnkept'
  | 'behind'
  | 'unkept'
  | 'dead'
  | 'failed'
  | 'tryNow'
  | 'tryAgain'
  | 'edit'
  | 'discard'
  | 'discarded'
  | 'undo'
  | 'tooLate'
  | 'export'
  | 'technical';

export type ConflictWord =
  | 'title'
  | 'titleGone'
  | 'why'
  | 'whyGone'
  | 'mine'
  | 'theirs'
  | 'written'
  | 'keepMine'
  | 'keepTheirs'
  | 'keepBoth'
  | 'discardMine'
  | 'keptMine'
  | 'keptTheirs'
  | 'keptBoth'
  | 'discardedMine'
  | 'undo'
  | 'same'
  | 'nothing'
  | 'asking'
  | 'unknown'
  | 'tryAgain'
  | 'failed';
