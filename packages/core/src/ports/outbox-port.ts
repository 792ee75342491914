import type { Failure } from '../failures/failure.ts';
import type { FailureJson } from '../failures/failure-json.ts';
import type { Expectation } from '../exchange/answer/expectation.ts';
import type { TransportRequest } from '../exchange/request/request-description.ts';
import type { Observable } from '../observable/observable.ts';

/** Why an entry waits for somebody instead of for time. */
export type BlockReason =
  'auth' | 'dependency' | 'conflict' | 'schema' | 'uncertain' | 'quota' | 'paused';

/**
 * A write before it is in the outbox: a self-contained HTTP request and what is needed to send it,
 * judge its answer and show it. No credential may be in it.
 */
export interface NewEntry {
  /** The idempotency key, minted once by the caller. Adding the same id twice adds one entry. */
  readonly id: string;
  /** The subject it belongs to and is sent as. */
  readonly owner: string;
  readonly lane: string;
  readonly operation: string;
  readonly version: number;
  readonly request: TransportRequest;
  readonly expectation: Expectation;
  readonly invalidates: readonly string[];
  readonly honoursKey: boolean;
  readonly incidentId: string;
  /** What the user gave, for showing and editing. Structured-cloneable. */
  readonly input: unknown;
}

/**
 * Where an entry stands. `waiting` has been refused for now and is tried again at `dueAt`; `blocked`
 * and `dead` stay until somebody acts. Entries that are done or cancelled have left the outbox.
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

/** An entry as everyone outside the outbox sees it. */
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
  /** How often it was handed to the network. */
  readonly sends: number;
  readonly state: EntryState;
  /**
   * Present when this device could not store the entry. The page is sending it, and it is lost with the page.
   */
  readonly kept?: false;
}

/**
 * How an entry ended. `applied.value` is the decoded answer, not yet checked against a schema; with `failure`
 * the write took effect, but the answer could not be read.
 */
export type EntrySettlement =
  | {
      readonly kind: 'applied';
      readonly value: unknown;
      readonly replayed: boolean;
      /** What it cost, where the server tells. */
      readonly costMicros?: number;
      readonly failure?: FailureJson;
    }
  /** `doubtful` when the user gave up an entry that may have been applied. */
  | { readonly kind: 'cancelled'; readonly doubtful?: true };

/**
 * The state of a handle's entry: `applied` or `cancelled` after it has left the outbox, `failed` when it was
 * never kept and did not get through.
 */
export type HandleState =
  | EntryState
  | { readonly kind: 'applied' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * A hold on one entry. `synced` fulfils with the server's value, in any tab and also after a reload;
 * it rejects with a `Failure` only when the entry was cancelled or discarded, or its value broke the
 * contract. While the entry waits, is blocked or dead, `synced` stays pending and `state` says so.
 */
export interface OutboxHandle<T = unknown> {
  readonly id: string;
  readonly synced: Promise<T>;
  readonly state: Observable<HandleState>;
  /**
   * Present when this device could not store the entry. It is sent once, and `synced` rejects when that fails.
   */
  readonly kept?: false;
}

export interface OutboxPort {
  /** Resolves when the entry is committed to storage; rejects with a storage `Failure`, and then nothing was kept. */
  add(entry: NewEntry): Promise<void>;
  /**
   * Sends an entry that `add` could not store, once, in its place in its lane. Resolves when it took effect.
   * Rejects with a `Failure`; when no answer came either, with the failure of the storage.
   */
  sendUnkept?(entry: NewEntry, unstored: Failure): Promise<EntrySettlement>;
  /** All entries of the signed-in owner, in order of addition. */
  readonly entries: Observable<readonly EntryView[]>;
  /** Resolves when the entry has left the outbox, at once if it already has. Rejects with `ENTRY_UNKNOWN` if it was never there. */
  settled(id: string): Promise<EntrySettlement>;
  /** Asks for a drain soon. Cheap; may be called at every hint of a network. */
  wake(): void;
  /** Puts a waiting, blocked or dead entry back in line. */
  retry(id: string): Promise<void>;
  /**
   * Takes an entry out for good. `cancelled` only when it certainly took no effect, or when it is dead
   * or blocked and the user gives it up; `too-late` while it may be on its way or may have arrived.
   */
  cancel(id: string): Promise<'cancelled' | 'too-late'>;
}
