import type { DurableRecord, DurableStream, Place } from './durable-stream.ts';

/** A stream, and the time of the store's clock at the read. */
export interface Found {
  readonly stream: DurableStream;
  readonly at: number;
}

/** The part of a store that reads streams. */
export interface DurableReads {
  find(name: string): Promise<Found | undefined>;
  /**
   * The records behind a place in order, those of ancestors included, none behind the tail of the given stream. It
   * gives at least one record if there is one, and stops before the sum of bytes exceeds `mostBytes`.
   */
  read(stream: DurableStream, after: Place, mostBytes: number): Promise<readonly DurableRecord[]>;
  /** Calls back when a stream of this name has changed, if the store notices. Servers also poll. */
  watch?(name: string, wake: () => void): () => void;
}

/** The last write that a stream took from a producer. */
export interface ProducerPlace {
  readonly epoch: number;
  readonly seq: number;
}

/** The rows of one turn. A locked row stays the same until the turn ends. */
export interface DurableRows {
  /** The time of the store's clock. */
  readonly at: number;
  /** Locks a stream by its name. */
  lock(name: string): Promise<DurableStream | undefined>;
  /** Locks a stream by its id. */
  lockId(id: string): Promise<DurableStream | undefined>;
  /** Adds a stream, unless there is one of this name. Says whether it did. */
  insert(stream: DurableStream): Promise<boolean>;
  /** Writes the state of a stream. Name and settings stay as they are. */
  update(stream: DurableStream): Promise<void>;
  /** Removes a stream with its records and its producers. */
  drop(id: string): Promise<void>;
  addRecord(id: string, record: DurableRecord): Promise<void>;
  read: DurableReads['read'];
  producer(id: string, producer: string): Promise<ProducerPlace | undefined>;
  putProducer(id: string, producer: string, place: ProducerPlace): Promise<void>;
  /** How many streams there are, counted up to `most`. */
  count(most: number): Promise<number>;
  /** Names of streams that have expired and that no fork reads, `limit` at most. */
  expired(limit: number): Promise<readonly string[]>;
}

/**
 * Keeps streams of the Durable Streams protocol. `turn` runs work that sees and changes rows, all or none of them:
 * its changes are durable before it resolves, and work on one locked stream runs one after another, also when several
 * servers share the store. The work may run again after a conflict, and must do nothing outside of the store.
 */
export interface DurableStore extends DurableReads {
  turn<T>(work: (rows: DurableRows) => Promise<T>): Promise<T>;
}
