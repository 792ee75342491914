import type { Failure } from '../failures/failure.ts';
import type { Expectation } from '../exchange/answer/expectation.ts';
import type { Bytes } from '../exchange/request/bytes.ts';
import type { TransportRequest } from '../exchange/request/request-description.ts';
import type { Observable } from '../observable/observable.ts';
import type { OpaqueWrite } from '../operations/operation.ts';

/** Why an entry waits for the user or the app to act. */
export type BlockReason =
  'auth' | 'dependency' | 'conflict' | 'schema' | 'uncertain' | 'quota' | 'paused';

/**
 * A write before it is in the outbox: a self-contained HTTP request, and the data to send it, judge its
 * answer and show it. It must hold no credential.
 */
export interface NewEntry {
  /** The idempotency key, which the caller mints once. Adding the same id twice adds one entry. */
  readonly id: string;
  /** The user that the entry belongs to and is sent for. */
  readonly owner: string;
  readonly lane: string;
  readonly operation: string;
  readonly version: number;
  readonly request: TransportRequest;
  readonly expectation: Expectation;
  readonly invalidates: readonly string[];
  readonly honoursKey: boolean;
  readonly incidentId: string;
  /**
   * The trace of all sends, by page and worker (W3C Trace Context). A value that is no `traceparent` counts as none.
   * @default each send begins a trace
   */
  readonly traceparent?: string | undefined;
  /** The user's input, to be shown and edited. Structured-cloneable. */
  readonly input: unknown;
  /**
   * For how long after the addition the entry is not sent, so that `cancel` certainly takes it back. `retry` sends it
   * at once. @default 0
   */
  readonly undoMs?: number | undefined;
  /**
   * The greatest age at which the entry is still sent. When it is older, it is dead with `ENTRY_TOO_OLD`, or blocked
   * as `uncertain` if it may have taken effect. @default the outbox's own, which binds only entries that were sent
   * before
   */
  readonly maxAgeMs?: number | undefined;
  /**
   * The entries that must have been applied before this one is sent, by id, or by the temporary id of what they create;
   * each was added before this one. @default none
   */
  readonly after?: readonly string[] | undefined;
  /**
   * The temporary id of the thing that this entry creates. Later entries use it until the server has given the real id.
   * It is made of the `id` of this entry: see `temporaryIdOf`.
   */
  readonly temporaryId?: string;
  /**
   * The last entry of the lane takes this one in, if it has the same operation and the same text here and was never
   * sent. @default both are sent
   */
  readonly coalesce?: string | undefined;
}

/** The knowledge of an outbox about an entry beyond its data: the operation that wrote it. */
export interface EntrySource {
  readonly operation: OpaqueWrite;
  /** The request of the operation for another input. */
  readonly describe: (input: unknown) => TransportRequest;
}

/**
 * The state of an entry in the outbox. The outbox tries a `waiting` entry again at `dueAt`. A `blocked` or `dead`
 * entry stays until the user or the app acts.
 */
export type EntryState =
  | { readonly kind: 'queued' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'waiting'; readonly dueAt: number; readonly failure: Failure }
  | {
      readonly kind: 'blocked';
      readonly reason: BlockReason;
      readonly failure: Failure | undefined;
    }
  | { readonly kind: 'dead'; readonly failure: Failure };

/** How an entry left the outbox. */
export type EntryEnd =
  /**
   * The write took effect. `value` is the decoded answer, not yet checked against a schema. With `failure`, the
   * answer could not be read.
   */
  | {
      readonly kind: 'applied';
      readonly value: unknown;
      readonly replayed: boolean;
      /** The cost in micro-units, if the server told it. */
      readonly costMicros?: number;
      readonly failure?: Failure;
    }
  /** The user took the entry back. `doubtful`: the server may have applied it nevertheless. */
  | { readonly kind: 'cancelled'; readonly doubtful?: true }
  /** The device could not store the entry, and the send failed; or the device lost the entry. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The outbox never had the entry, or no longer knows its end. Only the server knows it. */
  | { readonly kind: 'unknown' };

/** An entry is a part of another one now. */
export interface MergedEntry {
  readonly mergedInto: string;
}

/**
 * Why an entry is not sent now: for an earlier entry of its `lane`, for another `entry` that must be applied first,
 * for a `time` (`dueAt` or `undoUntil`), for its `user` or its app, for its `address` to answer again, for a `place`
 * among the sends under way, or for another `tab` or worker that sends.
 */
export type WaitReason = 'lane' | 'entry' | 'time' | 'user' | 'address' | 'place' | 'tab';

/** An entry as screens and other tabs see it. */
export interface EntryView {
  readonly id: string;
  readonly owner: string;
  readonly lane: string;
  readonly operation: string;
  readonly version: number;
  readonly input: unknown;
  readonly invalidates: readonly string[];
  readonly incidentId: string;
  /** Order of addition over all tabs; not contiguous. */
  readonly seq: number;
  /** Wall-clock milliseconds at addition; for showing, never for ordering. */
  readonly createdAt: number;
  /** How often the outbox handed the entry to the network. */
  readonly sends: number;
  readonly state: EntryState;
  /** The entry is not sent before this wall-clock time, so that the user can take it back. */
  readonly undoUntil?: number | undefined;
  /**
   * The last send got no answer. The outbox tries again at this wall-clock time, or earlier on evidence that the
   * address may answer.
   */
  readonly triedAgainAt?: number | undefined;
  /** Absent while the entry is sent, and when its turn is next. */
  readonly waitsFor?: WaitReason | undefined;
  /**
   * Present when this device could not store the entry. The page is sending it, and it is lost with the page.
   */
  readonly kept?: false;
}

/** An entry that took effect, as the outbox remembers it. */
export interface SentEntry {
  readonly entry: EntryView;
  /** Wall-clock milliseconds when the outbox had the answer. */
  readonly settledAt: number;
  readonly end: Extract<EntryEnd, { readonly kind: 'applied' }>;
}

/**
 * One entry, held by the caller that wrote it. `state` follows the entry to its end, in any tab and also after a
 * reload. `synced` is a view of that end: it fulfils with the server's checked value. It rejects with a `Failure`
 * when the entry was cancelled, did not get through, or brought a value that broke the contract. While the entry
 * waits, is blocked or dead, `synced` stays pending.
 */
export interface OutboxHandle<T = unknown> {
  readonly id: string;
  readonly synced: Promise<T>;
  readonly state: Observable<EntryState | EntryEnd>;
  /**
   * Present when this device could not store the entry. It is sent once, and `synced` rejects when that fails.
   */
  readonly kept?: false;
}

export interface OutboxPort {
  /**
   * Resolves when the entry is committed to storage; rejects with a storage `Failure`, and then nothing was kept.
   * `body` is the body of its request when it must be read first.
   */
  add(entry: NewEntry, body?: Promise<Bytes | null>, source?: EntrySource): Promise<void>;
  /** Sends an entry that `add` could not store, once, in its place in its lane. `follow` tells how it ends. */
  sendUnkept?(entry: NewEntry, unstored: Failure, source?: EntrySource): void;
  /** All entries of the signed-in owner, in order of addition. */
  readonly entries: Observable<readonly EntryView[]>;
  /**
   * The state of one entry up to its end, whichever tab or worker sends it. The end is told only while the
   * entry's owner is signed in; until then the last state stays.
   */
  follow(id: string): Observable<EntryState | EntryEnd>;
  /**
   * The entries of the signed-in owner that took effect at this wall-clock time or later, in order of their ends, as far
   * as the outbox remembers them. Whichever tab or worker sent them, they are missing in an answer of a read that was
   * asked before. Rejects with a storage `Failure`. @default a slice shows none over a kept answer
   */
  sent?(from: number): Promise<readonly SentEntry[]>;
  /** Asks the outbox to send soon. It is cheap: call it at every hint of a network. */
  wake(): void;
  /**
   * Puts a waiting, blocked or dead entry back in line. An entry that may have taken effect changes only where the page
   * shows that it asks for a decision: its user must know the risk.
   */
  retry(id: string): Promise<void>;
  /**
   * Takes an entry out for good. Resolves with `cancelled` when the entry certainly took no effect, and when the user
   * gives it up: the page shows it as dead or blocked, and not as paused. Resolves with `too-late` when it may be on its
   * way or may have arrived. An entry that another one has taken in cannot be taken out of it: the answer names that
   * entry, which stays.
   */
  cancel(id: string): Promise<'cancelled' | 'too-late' | MergedEntry>;
}
