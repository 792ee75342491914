/** Limits on the connections of one server. `Infinity` turns a limit off. */
export interface ConnectionLimits {
  /** Connections at once. A further one takes the place of the longest idle, or is answered 503. @default 2000 */
  readonly maxConnections?: number;
  /**
   * Connections at once from one address, or from one /64 of IPv6. A further one takes the place of that
   * address's longest idle, or is answered 429. @default 200
   */
  readonly maxPerAddress?: number;
  /**
   * Addresses and ranges of proxies in front, to which `maxPerAddress` does not apply, because they carry the
   * connections of all users. It never applies to loopback. @default []
   */
  readonly proxies?: readonly string[];
  /** Requests that may wait on one connection behind the one that is answered. The next is answered 429. @default 16 */
  readonly maxPipelined?: number;
  /** A longer address is answered 414. @default 8192 */
  readonly maxUrlBytes?: number;
  /** Request line and header fields together; more is answered 431. @default 16_384 */
  readonly maxHeaderBytes?: number;
  /** Header fields of one request; more are answered 431. @default 100 */
  readonly maxHeaders?: number;
  /** How long a client may take to send the header fields; then 408. @default 10_000 */
  readonly headersMs?: number;
  /** How long a client may take to send a whole request; then 408. @default 60_000 */
  readonly requestMs?: number;
  /** How long a connection is kept without a request. @default 5000 */
  readonly keepAliveMs?: number;
  /** How long a reader may leave its answer untouched before the server ends the connection. @default 20_000 */
  readonly writeMs?: number;
  /** Bytes that a reader must take each second while its answer waits for it, checked every `writeMs`. @default 1024 */
  readonly minBytesPerSecond?: number;
  /**
   * Bytes of all requests together that are unfinished or wait on their connection behind another. Beyond it, the
   * server answers the oldest of these requests with 503. @default 268_435_456
   */
  readonly maxUnfinishedBytes?: number;
  /** How long the server still reads and drops a body after it has answered the request. @default 1000 */
  readonly lingerMs?: number;
  /** How many bytes of such a body the server still reads. Then its client waits. @default 262_144 */
  readonly maxUnreadBytes?: number;
}

export type AllConnectionLimits = Required<ConnectionLimits>;

export function allConnectionLimits({
  maxConnections = 2000,
  maxPerAddress = 200,
  proxies = [],
  maxPipelined = 16,
  maxUrlBytes = 8192,
  maxHeaderBytes = 16_384,
  maxHeaders = 100,
  headersMs = 10_000,
  requestMs = 60_000,
  keepAliveMs = 5000,
  writeMs = 20_000,
  minBytesPerSecond = 1024,
  maxUnfinishedBytes = 268_435_456,
  lingerMs = 1000,
  maxUnreadBytes = 262_144,
}: ConnectionLimits = {}): AllConnectionLimits {
  return {
    ...{ maxConnections, maxPerAddress, proxies, maxPipelined },
    ...{ maxUrlBytes, maxHeaderBytes, maxHeaders, maxUnfinishedBytes },
    ...{ headersMs, requestMs, keepAliveMs, writeMs, minBytesPerSecond, lingerMs, maxUnreadBytes },
  };
}
