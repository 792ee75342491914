// Idempotency
export {
  createIdempotency,
  type IdempotencyOptions,
  type Idempotent,
  type IdempotentWork,
} from './idempotency/create-idempotency.ts';
export {
  createPaidEffects,
  type EffectContext,
  type PaidEffects,
  type PaidEffectsOptions,
  type PaidWork,
} from './idempotency/create-paid-effects.ts';
export { type Claim, decideClaim, type ClaimDecision } from './idempotency/claim-state.ts';
export { IDEMPOTENCY_KEY_HEADER, parseIdempotencyKey } from './idempotency/idempotency-key.ts';
export {
  decide,
  dispositionOf,
  type Decision,
  type Disposition,
  type FinishedRecord,
} from './idempotency/idempotency-state.ts';
export type {
  HeldKey,
  Holding,
  IdempotencyStore,
  ScopedKey,
  UnsettledClaim,
} from './idempotency/idempotency-store.ts';
export type { StoredAnswer } from './idempotency/stored-answer.ts';
export { memoryStore, type MemoryTransaction } from './idempotency/memory-store.ts';

// Streams
export {
  createStreams,
  type StartOptions,
  type StreamRequest,
  type Streams,
  type StreamsOptions,
} from './streams/create-streams.ts';
export { memoryStreamLog } from './streams/memory-stream-log.ts';
export type { NewEvent, NewProtocolEvent, StreamPosition } from './streams/new-event.ts';
export type {
  Appender,
  LoggedStream,
  NewStream,
  Retention,
  StreamLog,
} from './streams/stream-log.ts';
export type { Generate } from './streams/write-stream.ts';

// Requests
export { readBytes, type ReadBytesOptions } from './requests/read-bytes.ts';
export { readJson, type ReadJsonOptions } from './requests/read-json.ts';
export {
  readInput,
  type InputOf,
  type InputSchemas,
  type ReadInputOptions,
} from './requests/read-input.ts';
export { readQuery, type Query, type ReadQueryOptions } from './requests/read-query.ts';
export { fromCursor, toCursor } from './requests/cursor.ts';
export { validated } from './requests/validated.ts';
export { requestContext } from './requests/request-context.ts';
export type { RequestContext } from './requests/request-ids.ts';
export { requireSameOrigin, type SameOriginOptions } from './requests/require-same-origin.ts';
export { requireSubject } from './requests/require-subject.ts';

// Limits
export {
  ADDRESS_LIMIT,
  createRateLimiter,
  type RateLimiter,
  type RateLimiterAnswer,
  type RateLimiterOptions,
  USER_LIMIT,
} from './limits/create-rate-limiter.ts';
export { memoryLimitStore, type MemoryLimitStoreOptions } from './limits/memory-limit-store.ts';
export type { RateLimitStore } from './limits/rate-limit-store.ts';
export { takePlace, type RateLimit, type RateLimitDecision } from './limits/window-state.ts';
export { addressKey, parseAddress, type Address } from './addresses/address.ts';
export { parseAddressRange, type AddressRange } from './addresses/address-range.ts';
export {
  clientAddress,
  type ClientAddress,
  type TrustedProxies,
} from './addresses/client-address.ts';

// Answers
export { createCors, type Cors, type CorsOptions } from './cors/create-cors.ts';
export { toProblemResponse } from './problems/to-problem-response.ts';
export { createHealth, type Health, type HealthOptions } from './health/create-health.ts';

// Logging
export {
  describeRequest,
  type AnsweredRequest,
  type LogLevel,
  type LogSink,
  type RequestLog,
} from './logging/request-log.ts';
export {
  describeEvent,
  type EventDetails,
  type EventLine,
  type ServerLog,
} from './logging/server-log.ts';
export { toTelemetry } from './logging/to-telemetry.ts';

// Running
export {
  createShutdown,
  type Shutdown,
  type ShutdownOptions,
  type ShutdownState,
  type Stoppable,
} from './shutdown/create-shutdown.ts';
export {
  createConfiguration,
  type Configuration,
  type ConfigurationOptions,
  type Reload,
} from './configuration/create-configuration.ts';
export { readEnvironment, type Environment } from './configuration/read-environment.ts';

// Telemetry
export { createIntake, type IntakeOptions, type Receipt } from './telemetry/create-intake.ts';
export { allowedEvent } from './telemetry/allowed-event.ts';
export { memoryTelemetryStore } from './telemetry/memory-telemetry-store.ts';
export type { StoredEvent, TelemetryStore } from './telemetry/telemetry-store.ts';

// Audit
export { verifyAudit, type AuditVerdict } from './audit/audit-chain.ts';
export type { AuditEntry, AuditEvent, AuditKind, AuditRecord } from './audit/audit-event.ts';
export type { AuditPage, AuditStore } from './audit/audit-store.ts';
export {
  createAudit,
  type Audit,
  type AuditOptions,
  type FlushableAudit,
} from './audit/create-audit.ts';
export { memoryAuditStore } from './audit/memory-audit-store.ts';
