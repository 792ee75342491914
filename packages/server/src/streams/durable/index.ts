/** Answers requests of the Durable Streams protocol. */
export { createDurableStreams } from './create-durable-streams.ts';
/** Streams in the memory of this process. `./sql` has the store for a database. */
export { memoryDurableStore } from './memory-durable-store.ts';
/** Streams of `createStreamServer` for readers of this protocol. */
export { streamLogReads } from './stream-log-reads.ts';
/** The header fields of the protocol, for `createCors`. */
export { DURABLE_STREAM_FIELDS } from './durable-headers.ts';
/** The port of stores. */
export type { DurableReads, DurableRows, DurableStore } from './durable-store.ts';
