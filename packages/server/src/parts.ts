// Stores: the types that the author of a store implements

// Keys of writes
export type {
  HeldKey,
  Holding,
  IdempotencyStore,
  ScopedKey,
  UnsettledClaim,
} from './idempotency/idempotency-store.ts';
export type { Claim } from './idempotency/claim-state.ts';
export type { FinishedRecord } from './idempotency/idempotency-state.ts';
export type { StoredAnswer } from './idempotency/stored-answer.ts';

// Streams
export type {
  Appender,
  LoggedStream,
  NewStream,
  LogRetention,
  StreamLog,
} from './streams/stream-log.ts';
export type { StreamPosition } from './streams/new-event.ts';

// Limits
export type { RateLimitStore } from './limits/rate-limit-store.ts';
export { takePlace, type RateLimitDecision, type TakenPlaces } from './limits/window-state.ts';

// Retention
export type { RetentionStore } from './retention/retention-store.ts';

// Evidence against clients
export type {
  BlockedParty,
  BlockedPlace,
  Change,
  Party,
  ThreatStore,
} from './threats/threat-store.ts';
export type { ThreatState } from './threats/threat-state.ts';
export type { ThreatNotice } from './threats/threat-notice.ts';

// Telemetry and audit
export { memoryTelemetryStore } from './telemetry/memory-telemetry-store.ts';
export type { StoredEvent, TelemetryStore } from './telemetry/telemetry-store.ts';
export type { AuditEntry, AuditRecord } from './audit/audit-event.ts';
export type { AuditPage, AuditPlace, AuditStore } from './audit/audit-store.ts';

// Adapters: the functions that the author of an adapter for a framework or a log calls
export { IDEMPOTENCY_KEY_HEADER, parseIdempotencyKey } from './idempotency/idempotency-key.ts';
export type { RequestContext } from './requests/request-ids.ts';
export { toTelemetry } from './logging/to-telemetry.ts';
export { describeRequest, type RequestLog } from './logging/request-log.ts';
export { toEventLine, type EventLine } from './logging/server-log.ts';

// Results: TypeScript names these in the declarations of an app that exports one of them
export type { PaidEffects } from './idempotency/create-paid-effects.ts';
export type { StreamServer } from './streams/stream-server.ts';
export type { RateLimiter, RateLimiterAnswer } from './limits/create-rate-limiter.ts';
export type { Cors } from './cors/create-cors.ts';
export type { Shutdown, ShutdownState, Stoppable } from './shutdown/create-shutdown.ts';
export type { Configuration } from './configuration/create-configuration.ts';
export type { IntakeAnswer } from './telemetry/create-intake.ts';
export type { MemoryTransaction } from './idempotency/memory-store.ts';
export type { ClientAddress } from './addresses/client-address.ts';
export type { AddressRange } from './addresses/address-range.ts';
export type { AuditVerdict } from './audit/audit-chain.ts';

// Naming: the failures that a server makes of errors that it did not throw itself
export { toDatabaseFailure } from './naming/to-database-failure.ts';
export { toServerFailure } from './naming/to-server-failure.ts';
