import type { RealId } from '../chains/real-id.ts';
import {
  endOf,
  type LedgerRecord,
  type StoredEntry,
  type UnnumberedEntry,
} from './entry-record.ts';
import type { TakeIn } from '../chains/take-in.ts';
import type { QuarantinedRow } from './quarantined-row.ts';
import type { EntryStep } from './entry-step.ts';

/** An entry after a change. With `settled` it has left, and `entry` is its last state. */
export interface EntryChange {
  readonly entry: StoredEntry;
  readonly settled?: LedgerRecord;
}

/** The change that a step makes to an entry; `undefined` when it makes none. */
export function changeBy(
  entry: StoredEntry,
  step: EntryStep,
  settledAt: number,
): EntryChange | undefined {
  if (step.kind === 'unchanged') return undefined;
  if (step.kind === 'kept') return { entry: step.entry };
  return { entry, settled: endOf(entry, step.settlement, settledAt) };
}

/**
 * A sign of life: a number that changes while a burst is under way, is negative when the burst is over, and is 0
 * before the first burst.
 */
export type Pulse = number;

/** Stands for all lanes of an owner. No lane has this name. */
export const ALL_LANES = '';

/** The paused lanes of an owner; `ALL_LANES` among them stands for all. */
export type PausedLanes = readonly string[];

/** Decides inside the transaction, so it must be synchronous and pure. */
export type Transition = (entry: StoredEntry) => EntryStep;

export interface ClaimQuery {
  /** The owner of the entries: `null` for none, `undefined` for the user that a page last said to be signed in. */
  readonly owner: string | null | undefined;
  readonly room: number;
  /** Where the last claim ended; the next starts behind it, so that no lane is always last. */
  readonly afterLane: string | undefined;
  /** Lanes that are looked at before all others. */
  readonly first: readonly string[];
  /**
   * Called before the first head. A transaction that was undone runs again, and must forget the heads that it had
   * admitted.
   */
  readonly begin?: () => void;
  /**
   * Also gets whether the user paused the lane of the entry, and the entries that the head waits for, as the store read
   * them in the same transaction.
   */
  readonly transition: (head: StoredEntry, isPaused: boolean, known?: Known) => EntryStep;
  /**
   * Called for each head that would be sent, in order. Returns `true` to send the head, and otherwise the wall-clock
   * time at which to ask again. It is synchronous, and knows only this context's own view of the network.
   */
  readonly admit: (head: StoredEntry) => true | number;
  /** The wall-clock time at which a head that stays as it is may be tried; `Infinity` for never. */
  readonly dueOf: (head: StoredEntry) => number;
  /** The burst that claims. When a later one has begun, nothing is claimed. */
  readonly epoch: number;
}

/**
 * Asks for the entries behind heads that are on their way, so that each can be sent as soon as its predecessor is
 * applied.
 */
export interface FollowQuery extends Pick<ClaimQuery, 'owner' | 'transition' | 'epoch'> {
  /** Heads of lanes that are on their way. The heads that the same step claims are as well. */
  readonly heads: readonly StoredEntry[];
  /** Whether an entry may be claimed while the one before it in its lane is on its way. */
  readonly mayFollow: (next: StoredEntry, head: StoredEntry) => boolean;
}

export interface BurstStep {
  readonly answers: readonly { readonly id: string; readonly transition: Transition }[];
  readonly claim: ClaimQuery | undefined;
  /** Not called while a ready head finds no place in `claim`. */
  readonly follow?: FollowQuery | undefined;
  /** The burst that makes the step. */
  readonly epoch: number;
  /** Whether the step gives a sign of life. */
  readonly isBeat: boolean;
  /** Whether the step survives a power cut once it resolves. @default false */
  readonly survives?: boolean;
  /** Wall-clock milliseconds, for the ledger. */
  readonly now: number;
}

export interface BurstStepResult {
  readonly changes: readonly EntryChange[];
  readonly claimed: readonly StoredEntry[];
  /** The first entries of the lanes that were looked at, as they are now. */
  readonly heads?: readonly StoredEntry[];
  /** The claimed entries that must wait for the one before them. */
  readonly followers: readonly StoredEntry[];
  /** The soonest wall-clock time at which a head may be tried, of the heads looked at; `Infinity` for never. */
  readonly dueAt: number;
  /** Whether every lane was looked at, so that no head is left that only lacks a place. */
  readonly whole: boolean;
  /** A later burst has begun. */
  readonly fenced: boolean;
}

/**
 * The store of entries, as a context that only sends needs it. Every method is one transaction unless it says
 * otherwise. It resolves after its commit. It rejects with a storage `Failure`, and then has kept nothing. The store
 * decides nothing: the transitions decide.
 */
export interface ReplayStore {
  /**
   * Begins a burst and gives the number by which it fences off earlier bursts. With `seen`, it begins only if no burst
   * is open or the open one has given no sign of life since; otherwise it gives `undefined`.
   */
  nextEpoch(seen?: Pulse): Promise<number | undefined>;
  /** The last sign of life of any burst, in any context. */
  pulse(): Promise<Pulse>;
  /** Says that a burst is over. */
  endEpoch(epoch: number): Promise<void>;
  /** Settles answers and claims lane heads, in one transaction. */
  step(step: BurstStep): Promise<BurstStepResult>;
  /** A decision of the user. Survives a power cut once it resolves. */
  change(id: string, transition: Transition, now: number): Promise<EntryChange | undefined>;
  /**
   * An entry with its whole body; `undefined` when it has left meanwhile. Rejects with `STORAGE_CORRUPT` when the body
   * is not the one that was added.
   */
  whole(entry: StoredEntry): Promise<StoredEntry | undefined>;
  /** Whether a user paused the lane of a claim that is not written, so that they could not see it. @default written */
  isPaused?(claimed: StoredEntry): Promise<boolean>;
  /**
   * The entry or the end of each id, in the order of the ids. For an entry that was taken in, it is the carrier.
   */
  find(ids: readonly string[]): Promise<readonly (Found | undefined)[]>;
  /** Forgets endings older than `before`, and the oldest beyond `keep`. */
  prune(before: number, keep: number): Promise<void>;
  close(): Promise<void>;
}

/** Where a page keeps its entries. Besides the sending, the page adds entries, lists them and pauses lanes. */
export interface OutboxStore extends ReplayStore {
  /**
   * Survives a power cut once it resolves. `undefined` when the id is there or has been there. Rejects with
   * `QUEUE_FULL` when its owner has `maxEntries` already. With `takeIn`, an earlier entry may take it in, and comes
   * back in its place.
   */
  add(
    entry: UnnumberedEntry,
    maxEntries: number,
    takeIn?: TakeIn,
  ): Promise<StoredEntry | undefined>;
  /** Deletes entries that took effect, on a disk without room to write their ends. */
  drop(ids: readonly string[]): Promise<void>;
  /**
   * Keeps who is signed in, and then applies a transition to the head of every lane of this user. Takes several
   * transactions.
   */
  enter(owner: string | null, transition: Transition, now: number): Promise<readonly EntryChange[]>;
  /**
   * The entries in order of addition. Takes several transactions, and may miss a change that another transaction makes
   * in between.
   */
  list(owner: string): Promise<readonly StoredEntry[]>;
  /** The ends of all owners from a time on. */
  ended(from: number): Promise<readonly LedgerRecord[]>;
  /** The row of the id that a server gave in place of a temporary one. */
  realIdRow(temporary: string): Promise<unknown>;
  /**
   * Pauses a lane of an owner, or ends its pause; without `lane`, all lanes. Without `isPaused` it changes nothing.
   * Gives the lanes that are paused afterwards.
   */
  pause(owner: string, lane?: string, isPaused?: boolean): Promise<PausedLanes>;
  /** The rows that did not parse and were set aside, the oldest first. */
  quarantined(): Promise<readonly QuarantinedRow[]>;
  /** Deletes a row that was set aside. */
  discard(row: QuarantinedRow): Promise<void>;
}

/** An entry in the outbox, or the end of an entry that has left. */
export type Found = StoredEntry | LedgerRecord;

export function hasLeft(found: Found): found is LedgerRecord {
  return 'settlement' in found;
}

/** What the transaction of a claim knows of the entries that the head of a lane waits for. */
export interface Known {
  /** In the order of `after`. `lost`: the row was set aside. */
  readonly found: readonly (Found | 'lost' | undefined)[];
  /** The ids that the server gave, by the temporary ones. */
  readonly ids: ReadonlyMap<string, RealId>;
}
