import type { BlockReason, Bytes, FailureJson, NewEntry } from '@holdfast/core/parts';
import type { LaneRest } from './lane-rest.ts';

/** The state of a stored entry: plain data, as the database stores it. */
export type StoredState =
  | { readonly kind: 'queued' }
  /** Claimed by the drain burst of this epoch. */
  | { readonly kind: 'sending'; readonly epoch: number }
  /** A duration and the wall clock at its start: a deadline alone would not survive a clock jump. */
  | {
      readonly kind: 'waiting';
      readonly since: number;
      readonly delayMs: number;
      readonly failure: FailureJson;
    }
  | {
      readonly kind: 'blocked';
      readonly reason: BlockReason;
      readonly failure: FailureJson | undefined;
    }
  | { readonly kind: 'dead'; readonly failure: FailureJson };

/** What a row says about its body, which lies apart in pieces. */
export interface BodyParts {
  readonly bytes: number;
  /** The digest of the whole body; empty where the host could compute none. */
  readonly sha256: string;
  /** The body was given as a text, and is sent as one. */
  readonly text: boolean;
}

/** An entry about to be stored; the database gives it its `seq`. */
export interface UnnumberedEntry extends NewEntry {
  /** The `Idempotency-Key`. The id, until a server said that the key had been used for something else. */
  readonly key: string;
  readonly createdAt: number;
  /** Present when the body is not in `request` but lies apart in pieces. */
  readonly bodyParts?: BodyParts | undefined;
  /** Present when `request` and `input` are encrypted: their ciphertext. `request` keeps the origin of its address. */
  readonly sealed?: Bytes;
  /** The type of a body that was not decrypted yet. Never stored. */
  readonly sealedBody?: string;
  /** From when the server may be expected to know the key, if that is later than `createdAt`. */
  readonly keyAt?: number;
  readonly state: StoredState;
  readonly sends: number;
  /** Answers in a row that said "later"; the exponent of the back-off. Silence does not count. */
  readonly refusals: number;
  /** Whether a send may have taken effect although the outbox got no answer. */
  readonly doubtful: boolean;
  /** Present while the last send, and perhaps sends before it, got no answer. */
  readonly rest?: LaneRest | undefined;
}

export interface StoredEntry extends UnnumberedEntry {
  /** Order of addition over all tabs, from the database's own generator. */
  readonly seq: number;
}

/** How an entry left the outbox, as the database stores it. */
export type StoredEnd =
  | {
      readonly kind: 'applied';
      readonly value: unknown;
      readonly replayed: boolean;
      readonly costMicros?: number;
      readonly failure?: FailureJson;
    }
  | { readonly kind: 'cancelled'; readonly doubtful?: true };

/** Another entry has taken this one in. Both end together. */
export interface Merged {
  readonly kind: 'merged';
  readonly into: string;
}

/** What the end of an entry keeps of it, to show the write over an answer from before. */
export type SentPart = Omit<StoredEntry, 'request' | 'expectation' | 'state'>;

/** The end of an entry, kept for tabs that ask later. */
export interface LedgerRecord {
  readonly id: string;
  readonly owner: string;
  readonly settlement: StoredEnd | Merged;
  readonly settledAt: number;
  /** Present when it took effect, unless its body lay in pieces: such an end would take much room. */
  readonly sent?: SentPart;
}

/** The first record of an entry. */
export function recordOf(entry: NewEntry, createdAt: number): UnnumberedEntry {
  return {
    ...entry,
    key: entry.id,
    createdAt,
    state: { kind: 'queued' },
    sends: 0,
    refusals: 0,
    doubtful: false,
  };
}

/** The end of an entry as the ledger has it. */
export function endOf(entry: StoredEntry, settlement: StoredEnd, settledAt: number): LedgerRecord {
  const { request: _, expectation: __, state: ___, ...sent } = entry;
  const { id, owner, bodyParts } = entry;
  const isShown = settlement.kind === 'applied' && !bodyParts;
  return { id, owner, settlement, settledAt, ...(isShown && { sent }) };
}
