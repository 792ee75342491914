import type { Bytes } from '@holdfast/core/parts';

/** A place between two records: the number of records, and of their bytes, before it. */
export interface Place {
  readonly seq: number;
  readonly bytes: number;
}

export const START: Place = { seq: 0, bytes: 0 };

/** The content of one append: bytes, or the messages of one body as JSON with commas between them. */
export interface DurableRecord {
  /** The number of the record in its stream, from 1. */
  readonly seq: number;
  /** How many bytes of the stream stand before it. */
  readonly startsAt: number;
  /** How many bytes stand before the next one. */
  readonly endsAt: number;
  readonly data: Bytes;
}

/** One write of an idempotent producer. */
export interface ProducerTurn {
  readonly producer: string;
  readonly epoch: number;
  readonly seq: number;
}

/** Where a fork left its source. */
export interface ForkPoint {
  readonly source: string;
  readonly sourceId: string;
  readonly at: Place;
  readonly subOffset: number;
  /** The depth of the fork: 1 for the fork of a stream that is no fork. */
  readonly depth: number;
  /** Whether the creator named the place. If not, the place is the end of the source. */
  readonly isNamed: boolean;
}

/** A stream that a fork reads from: its records up to the number `upTo` belong to the fork too. */
export interface Ancestor {
  readonly id: string;
  readonly upTo: number;
}

/** The members of a stream that never change. */
export interface DurableSettings {
  readonly contentType: string;
  /** The stream expires after this time without a read or a write. */
  readonly ttlMs?: number;
  /** Wall-clock milliseconds at which the stream expires. */
  readonly expiresAt?: number;
  readonly fork?: ForkPoint;
  /** The streams that a fork reads from, the oldest first. Each begins where the one before ends. */
  readonly ancestors: readonly Ancestor[];
}

/** The state of a stream, without its records. */
export interface DurableStream {
  /** Names this stream for ever: a stream that is created later under the same name has another id. */
  readonly id: string;
  readonly name: string;
  readonly settings: DurableSettings;
  /** The place behind the last record. */
  readonly tail: Place;
  readonly isClosed: boolean;
  /** Deleted, and kept for its forks. */
  readonly isDeleted: boolean;
  /** Wall-clock milliseconds at which the stream expires, as far as it is known now. */
  readonly dueAt?: number;
  /** The last `Stream-Seq`. */
  readonly writerSeq?: string;
  /** The write of an idempotent producer that closed the stream. */
  readonly closedBy?: ProducerTurn;
  /** How many producers have written. */
  readonly producers: number;
  /** How many forks read from this stream. */
  readonly forks: number;
}

export type Standing = 'live' | 'gone' | 'missing';

/**
 * Whether a client finds a stream at this time. It does not find a stream that the store only keeps for its forks.
 */
export function standingOf(stream: DurableStream | undefined, at: number): Standing {
  if (!stream) return 'missing';
  if (stream.isDeleted) return 'gone';
  if (stream.dueAt === undefined || at < stream.dueAt) return 'live';
  return stream.forks > 0 ? 'gone' : 'missing';
}

/** When a stream expires that a request reads or writes at this time. */
export function dueAfter(
  { ttlMs, expiresAt }: Pick<DurableSettings, 'ttlMs' | 'expiresAt'>,
  at: number,
): number | undefined {
  return ttlMs === undefined ? expiresAt : at + ttlMs;
}
