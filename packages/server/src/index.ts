// Idempotency: a write takes effect once, however often it arrives

/** Runs a write under its `Idempotency-Key`; a repeat gets the stored answer. */
export { createIdempotency } from './idempotency/create-idempotency.ts';
/** The function that `createIdempotency` gives. */
export type { Idempotent } from './idempotency/create-idempotency.ts';
/** Runs a payment or a call of another server once. */
export { createPaidEffects } from './idempotency/create-paid-effects.ts';
/** Keys in the memory of this process. `./sql` has the store for a database. */
export { memoryStore } from './idempotency/memory-store.ts';

// Streams: text outlives its connection

/** Starts, resumes and cancels streams whose events are stored before they are sent. */
export { createStreamServer } from './streams/create-stream-server.ts';
/** The function that makes the events of a stream. */
export type { Generate } from './streams/write-stream.ts';
/** An event that a generator yields. */
export type { NewEvent } from './streams/new-event.ts';
/** Streams in the memory of this process. `./sql` has the log for a database. */
export { memoryStreamLog } from './streams/memory-stream-log.ts';

// Requests: they are read within limits and checked before any effect

/** Reads and validates a body of JSON. */
export { readJson } from './requests/read-json.ts';
/** The limits of a body. */
export type { ReadJsonOptions } from './requests/read-json.ts';
/** Reads the bytes of a body up to a limit. */
export { readBytes } from './requests/read-bytes.ts';
/** Reads and validates the query of an address. */
export { readQuery } from './requests/read-query.ts';
/** Validates body, query and parameters in front of a handler. */
export { validated } from './requests/validated.ts';
/** Writes the cursor of a list. */
export { toCursor } from './requests/cursor.ts';
/** Reads the cursor of a list. */
export { fromCursor } from './requests/cursor.ts';
/** The ids of a request, for its answer and its log lines. */
export { requestContext } from './requests/request-context.ts';
/** Refuses a write that the page of another site makes a browser send. */
export { requireSameOrigin } from './requests/require-same-origin.ts';
/** Refuses a request that is meant to come from another user. */
export { requireSubject } from './requests/require-subject.ts';

// Limits: a server refuses too many requests, and says when to try again

/** Counts the requests of a user or an address. */
export { createRateLimiter } from './limits/create-rate-limiter.ts';
/** How many requests a key may make in a window. */
export type { RequestLimit } from './limits/window-state.ts';
/** A usual limit for one user. */
export { USER_LIMIT } from './limits/create-rate-limiter.ts';
/** A usual limit for one address. */
export { ADDRESS_LIMIT } from './limits/create-rate-limiter.ts';
/** Counts in the memory of this process. `./sql` has the store that servers share. */
export { memoryLimitStore } from './limits/memory-limit-store.ts';
/** The address of the client behind proxies that the server trusts. */
export { clientAddress } from './addresses/client-address.ts';
/** The proxies in front of a server, and the field that they write. */
export type { TrustedProxies } from './addresses/client-address.ts';
/** An address as the key of a limit. */
export { addressKey } from './addresses/address.ts';
/** Reads a range of addresses such as `10.0.0.0/8`. */
export { parseAddressRange } from './addresses/address-range.ts';

// Answers

/** A failure as problem details (RFC 9457). */
export { toProblemResponse } from './problems/to-problem-response.ts';
/** Lets pages of other origins read answers. */
export { createCors } from './cors/create-cors.ts';
/** Answers whether this server is ready and alive. */
export { createHealth } from './health/create-health.ts';
/** The answers of readiness and liveness. */
export type { Health } from './health/create-health.ts';

// Running: settings, logs and a stop that cuts no answer off

/** Stops a server in steps, each with a deadline. */
export { createShutdown } from './shutdown/create-shutdown.ts';
/** Reads settings, and reads them again without a restart. */
export { createConfiguration } from './configuration/create-configuration.ts';
/** How a second reading of the settings ended. */
export type { Reload } from './configuration/create-configuration.ts';
/** The variables that a configuration is read from. */
export type { Environment } from './configuration/read-environment.ts';
/** Receives one line for each request. */
export type { LogSink } from './logging/request-log.ts';
/** The log of a server: lines for requests and for events. */
export type { ServerLog } from './logging/server-log.ts';
/** Counts failures and latencies of the requests of a server. */
export { createRequestMetrics } from './logging/create-request-metrics.ts';
/** The counts, and the functions that add to them and report them. */
export type { RequestMetrics } from './logging/create-request-metrics.ts';

// Records

/** Takes in what `createBeacon` of a page sends. */
export { createIntake } from './telemetry/create-intake.ts';
/** Records what users and administrators did. */
export { createAudit } from './audit/create-audit.ts';
/** The function that records one event. */
export type { Audit } from './audit/create-audit.ts';
/** The same, with `flush` for the counts that wait. */
export type { FlushableAudit } from './audit/create-audit.ts';
/** The audit in the memory of this process. `./sql` has the store for a database. */
export { memoryAuditStore } from './audit/memory-audit-store.ts';
/** Says whether an audit was changed afterwards. */
export { verifyAudit } from './audit/audit-chain.ts';
