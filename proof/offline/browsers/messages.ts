import type { ContestantName, Note } from './plan-trial.ts';

/** The task of a page in one life. The page asks the proof for its turn when it is loaded. */
export interface Turn {
  readonly trial: string;
  readonly contestant: ContestantName;
  readonly owner: string;
  /** The notes to write. Lanes are written side by side, and the notes of a lane one after another. */
  readonly notes: readonly Note[];
  /** Notes of these lanes go to this other server. */
  readonly otherServer?: { readonly lanes: readonly string[]; readonly url: string };
  /** `worker`: this page opens no queue, and only tells the worker to send. */
  readonly sender: 'page' | 'worker';
  /** The first letters of entries that cannot be sent. The page does not wait for them. */
  readonly unsendable?: readonly string[];
  /** Rows to put into the database of the queue before it is opened. */
  readonly garbage?: readonly Garbage[];
  /** The page waits for no note before it adds the next. Only the first of a lane is padded then. */
  readonly atOnce?: boolean;
  /** Makes the notes larger. */
  readonly padding?: string;
  readonly limits?: Readonly<Record<string, number>>;
  /** The page opens this address in a tab. When the proof replies, it closes the tab unless it shall keep it. */
  readonly tab?: string;
  /** How long the page waits for an empty queue. */
  readonly drainWithinMs: number;
}

/** A row that no version of the contestant has written. */
export interface Garbage {
  readonly store: 'entries' | 'meta';
  readonly key?: string;
  readonly row: unknown;
}

/** The messages of a page or a worker to the proof. */
export type Message =
  | { readonly type: 'turn' }
  /** Asks where to stop. The reply is a `Stop`, or empty. */
  | { readonly type: 'stop' }
  /** The contestant is open. The page goes on when the proof replies. */
  | { readonly type: 'ready' }
  | { readonly type: 'called' | 'acknowledged'; readonly id: string }
  | { readonly type: 'refused'; readonly id: string; readonly why: string }
  /** The victim is at its stage. */
  | { readonly type: 'stopped' }
  /** The page has told the worker to send. The reply is the next address. */
  | { readonly type: 'woken' }
  /** The page has opened a tab. */
  | { readonly type: 'tab' }
  /** The page has left the tab to itself or closed it. The reply is the next address. */
  | { readonly type: 'closed' }
  /** The page has written everything. */
  | { readonly type: 'written' }
  /** The entries left on the device, once there are none or the time is up. The reply is the next address. */
  | { readonly type: 'left'; readonly entries: readonly Left[]; readonly tookMs: number }
  | { readonly type: 'broken'; readonly why: string };

/** An entry that is still on the device. */
export interface Left {
  /** Missing where the row has none. */
  readonly id: string | undefined;
  /** `unread`: the state of the entries is not known, because the database does not answer. */
  readonly state: string;
}
