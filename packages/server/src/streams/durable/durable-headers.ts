/** The header fields and the query that the Durable Streams protocol defines. */
export const NEXT_OFFSET = 'stream-next-offset';
export const UP_TO_DATE = 'stream-up-to-date';
export const CLOSED = 'stream-closed';
export const CURSOR = 'stream-cursor';
export const TTL = 'stream-ttl';
export const EXPIRES_AT = 'stream-expires-at';
export const WRITER_SEQ = 'stream-seq';
export const SSE_ENCODING = 'stream-sse-data-encoding';
export const FORKED_FROM = 'stream-forked-from';
export const FORK_OFFSET = 'stream-fork-offset';
export const FORK_SUB_OFFSET = 'stream-fork-sub-offset';
export const PRODUCER_ID = 'producer-id';
export const PRODUCER_EPOCH = 'producer-epoch';
export const PRODUCER_SEQ = 'producer-seq';
export const EXPECTED_SEQ = 'producer-expected-seq';
export const RECEIVED_SEQ = 'producer-received-seq';

/** The fields of this protocol, for `createCors`: those that pages send and those that they read. */
export const DURABLE_STREAM_FIELDS: {
  readonly requestHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
} = {
  requestHeaders: [
    ...[TTL, EXPIRES_AT, WRITER_SEQ, CLOSED, FORKED_FROM, FORK_OFFSET, FORK_SUB_OFFSET],
    ...[PRODUCER_ID, PRODUCER_EPOCH, PRODUCER_SEQ],
  ],
  exposedHeaders: [
    ...[NEXT_OFFSET, UP_TO_DATE, CLOSED, CURSOR, TTL, EXPIRES_AT, SSE_ENCODING, 'etag', 'location'],
    ...[PRODUCER_EPOCH, PRODUCER_SEQ, EXPECTED_SEQ, RECEIVED_SEQ],
  ],
};
