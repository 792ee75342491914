/**
 * The limits of a server. It refuses a request beyond one of them with `BODY_TOO_LARGE` or with `QUOTA_EXCEEDED`
 * and the name of the limit.
 */
export interface DurableLimits {
  /** The longest body of one request. @default 1 MiB */
  readonly maxBodyBytes?: number;
  /** The most bytes in one stream, including those that a fork reads from its source. @default 64 MiB */
  readonly maxStreamBytes?: number;
  /** The most streams in the store. Servers that create at the same moment can exceed it by a few. @default 10_000 */
  readonly maxStreams?: number;
  /** The most forks of one stream. @default 1000 */
  readonly maxForks?: number;
  /** The most forks of forks. @default 16 */
  readonly maxForkDepth?: number;
  /** The most idempotent producers of one stream. @default 1000 */
  readonly maxProducers?: number;
  /** The most requests of this server that wait for data at once. @default 1000 */
  readonly maxReaders?: number;
  /** The most bytes in one answer. A single larger append still comes in one answer. @default 256 KiB */
  readonly chunkBytes?: number;
  /** How long a long poll waits. @default 20_000 */
  readonly longPollMs?: number;
  /** How long an answer of server-sent events lasts. Then the client connects again. @default 60_000 */
  readonly sseMs?: number;
  /** The longest silence in server-sent events. @default 15_000 */
  readonly heartbeatMs?: number;
  /** How often a server looks for appends of other servers. @default 250 */
  readonly pollMs?: number;
}

export const DEFAULT_LIMITS: Required<DurableLimits> = {
  maxBodyBytes: 1024 * 1024,
  maxStreamBytes: 64 * 1024 * 1024,
  maxStreams: 10_000,
  maxForks: 1000,
  maxForkDepth: 16,
  maxProducers: 1000,
  maxReaders: 1000,
  chunkBytes: 256 * 1024,
  longPollMs: 20_000,
  sseMs: 60_000,
  heartbeatMs: 15_000,
  pollMs: 250,
};
