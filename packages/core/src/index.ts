// Operations
export { defineRead } from './operations/read/define-read.ts';
export { defineStream } from './operations/stream/define-stream.ts';
export { defineWrite } from './operations/write/define-write.ts';
export type { ReadOperation, StreamOperation, WriteOperation } from './operations/operation.ts';
export type { OperationState } from './operations/operation-state.ts';
export type { Outcome, OutcomeOf } from './operations/outcome.ts';
export type { StandardSchema } from './schema/standard-schema.ts';

// Runtime
export { createHoldfast, type Holdfast } from './runtime/create-holdfast.ts';
export { inBrowser } from './runtime/in-browser.ts';
export type { HoldfastOptions } from './runtime/holdfast-options.ts';
export type { RunOptions } from './runtime/run.ts';
export { explain } from './runtime/explain.ts';
export { watchRead } from './operations/read/watch-read.ts';
export { watchStream } from './operations/stream/watch-stream.ts';
export { watchWrite } from './operations/write/watch-write.ts';

// Failures
export { Failure, isFailure } from './failures/failure.ts';
export { failureOf } from './failures/failure-of.ts';
export type { FieldIssue } from './failures/field-issue.ts';
export type { AppFailures, FailureCode } from './failures/catalogue.ts';
export { defineFailures, type FailureOf } from './failures/define-failures.ts';
export { matchFailure } from './failures/match-failure.ts';
export { toFailure } from './failures/naming/to-failure.ts';

// Messages
export type { MessageTable } from './failures/messages/message-table.ts';
export { userMessage } from './failures/messages/user-message.ts';

// Exchange
export { fetchTransport } from './exchange/network/fetch-transport.ts';
export { createProgress, type Progress } from './exchange/progress.ts';
export type { Transport } from './exchange/transport.ts';

// Platform and observables
export { createCell } from './observable/cell.ts';
export type { Observable } from './observable/observable.ts';

// Connectivity
export type { Connectivity } from './connectivity/connectivity-state.ts';

// Ports
export type { Identity } from './ports/identity.ts';
export type { EntryView, OutboxHandle } from './ports/outbox-port.ts';
export type { UnsavedWork } from './ports/unsaved-work.ts';
export type { UpdateState } from './ports/update-state.ts';
