// Transports
export type { KyLike } from './ky-instance.ts';
export { kyTransport, type KyTransportOptions } from './ky-transport.ts';
export { withSharedReads, type SharedReadsOptions } from './with-shared-reads.ts';
export { withFailover, type FailoverTransportOptions } from './with-failover.ts';
export { withRateLimitHints } from './with-rate-limit-hints.ts';

// Alone
export { resilientFetch, type ResilientFetchOptions } from './resilient-fetch.ts';

// Session
export {
  createSession,
  type Session,
  type SessionOptions,
  type SessionView,
} from './create-session.ts';
export { sessionFetch, withSession } from './carry-token.ts';
