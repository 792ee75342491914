/** The events of one run, as the users, the server and the network saw them. Times are milliseconds. */
export type HistoryEvent = { readonly at: number } &
  /** A user called `add`. Calls of one context have one order; `context` names it. */
  (
    | {
        readonly type: 'called';
        readonly id: string;
        readonly owner: string;
        readonly lane: string;
        readonly context: string;
        /** Within this time the user may take the entry back, and it is not sent. */
        readonly undoMs?: number;
        /** After this time the entry is no longer sent. */
        readonly maxAgeMs?: number;
        /** The entries that must take effect before it. */
        readonly after?: readonly string[];
      }
    /** `add` resolved: from here on, the outbox has to keep the write. */
    | { readonly type: 'acknowledged'; readonly id: string }
    /** `add` rejected by name. */
    | { readonly type: 'refused'; readonly id: string; readonly code: string }
    /** A request left the device. `user` was signed in there, as far as its sender could know. */
    | {
        readonly type: 'sent';
        readonly id: string;
        readonly key: string;
        readonly user: string | null;
      }
    /** The server took the effect, for the user that its session knows. */
    | {
        readonly type: 'applied';
        readonly id: string;
        readonly user: string | null;
        /** The request was that of several entries, of which the first took the others in. */
        readonly isJoint?: boolean;
        /** The body was not as the user wrote it. */
        readonly isSpoilt?: boolean;
        /** The text that an edit gave it. @default as it was added */
        readonly text?: string;
      }
    /** `pause` resolved: of these lanes, or of all, nothing is sent but the entries that were claimed already. */
    | {
        readonly type: 'paused';
        readonly owner: string;
        readonly lane?: string | undefined;
        readonly claimed: readonly string[];
      }
    /** The user asked to go on with all lanes. */
    | { readonly type: 'resumed'; readonly owner: string }
    /** The wall clock of the device was set. */
    | { readonly type: 'clock set'; readonly ms: number }
    /** `cancel` resolved with success. `doubtful`: the user was told that it may have taken effect. */
    | { readonly type: 'cancelled'; readonly id: string; readonly doubtful?: boolean }
    /**
     * The user sent or gave up an entry that waited for a decision. `risky`: it may take effect a second time, and the
     * user was told.
     */
    | {
        readonly type: 'decided';
        readonly id: string;
        readonly risky?: boolean;
        /** The user asked to cancel it. Its page may die before it can say whether that came in time. */
        readonly cancels?: boolean;
      }
    /** The user asked to edit it. No two edits have the same text. */
    | { readonly type: 'edits'; readonly id: string; readonly text: string }
    /** The edit resolved: it was done, or it came too late. An edit that failed may have been done or not. */
    | {
        readonly type: 'edited';
        readonly id: string;
        readonly text: string;
        readonly isDone: boolean;
      }
    /** `cancel` resolved without success: the entry stays. */
    | { readonly type: 'too late'; readonly id: string }
    /** A context showed or told the end of an entry. */
    | { readonly type: 'ended'; readonly id: string; readonly context: string; readonly end: End }
    /** A context showed an entry that was still to be sent. */
    | {
        readonly type: 'shown';
        readonly id: string;
        readonly context: string;
        readonly state: string;
      }
    /**
     * The machine lost its power; commits that were not flushed may be gone. `forgotten`: entries of which the device
     * lost the mark of their last send, so that it no longer knows that they may have taken effect.
     */
    | { readonly type: 'power lost'; readonly forgotten?: readonly string[] }
  );

export type End = 'applied' | 'cancelled' | 'dead';

/** Where an entry lies when the run is over. */
export type Place = 'pending' | 'dead' | 'applied' | 'cancelled' | 'quarantined';

export interface StaleView {
  readonly id: string;
  readonly context: string;
  /** The state that the tab shows. */
  readonly what: string;
}

export interface Overlap {
  readonly id: string;
  readonly contexts: readonly [waiting: string, sending: string];
}

/** One run, complete. */
export interface History {
  readonly events: readonly HistoryEvent[];
  /** The device when the run was over. An entry that is nowhere is missing here. */
  readonly kept: ReadonlyMap<string, Place>;
  /** Whether network, server and device worked for long enough at the end, so that the outbox had to be empty. */
  readonly healthy: boolean;
  /** Lanes that cannot be sent, because their server is dead until the end. @default none */
  readonly deadLanes?: ReadonlySet<string>;
  /** Entries that a living tab shows otherwise than the device holds them, once all was quiet. @default none */
  readonly stale?: readonly StaleView[];
  /** Entries that a tab sent while another one, which lived and stood not still, had sent it and waited. @default none */
  readonly overlaps?: readonly Overlap[];
  /** Lanes whose server was well throughout, and the milliseconds in which it answers. @default none */
  readonly healthyLanes?: ReadonlyMap<string, number>;
}
