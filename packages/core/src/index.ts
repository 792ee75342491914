// Operations
/** Describes something that the app reads from a server. */
export { defineRead } from './operations/read/define-read.ts';
/** Describes a text that a server sends piece by piece. */
export { defineStream } from './operations/stream/define-stream.ts';
/** Describes something that the app changes on a server. */
export { defineWrite } from './operations/write/define-write.ts';
export type {
  /** What `defineRead` returns. */
  ReadOperation,
  /** What `defineStream` returns. */
  StreamOperation,
  /** What `defineWrite` returns. */
  WriteOperation,
} from './operations/operation.ts';
/** Where an operation stands, in the words that every screen uses. */
export type { OperationState } from './operations/operation-state.ts';
export type {
  /** How one run ended, for code that shows every kind of outcome. */
  Outcome,
  /** How a run of this operation can end, with exactly its rungs. */
  OutcomeOf,
} from './operations/outcome.ts';
/** A schema of any library that implements Standard Schema, such as zod or valibot. */
export type { StandardSchema } from './schema/standard-schema.ts';

// Runtime
export {
  /** Puts the parts together and returns the runtime that runs operations. */
  createHoldfast,
  /** The runtime, which slices, hooks and forms receive. */
  type Holdfast,
} from './runtime/create-holdfast.ts';
/** Bundles what a page needs: network events, a probe, the page life cycle, sensible policies. */
export { inBrowser } from './runtime/in-browser.ts';
/** What `createHoldfast` takes: the parts, and defaults for every operation. */
export type { HoldfastOptions } from './runtime/holdfast-options.ts';
/** What one call of `run` takes: a signal, a deadline, a progress. */
export type { RunOptions } from './runtime/run.ts';
/** Says every default and every policy that applies to an operation, in sentences. */
export { explain } from './runtime/explain.ts';
/** The state of a read, which reads again when a write invalidates it. */
export { watchRead } from './operations/read/watch-read.ts';
/** The state of a streamed text, with `start`, `abort` and `cancel`. */
export { watchStream } from './operations/stream/watch-stream.ts';
/** The state of a write, from the first call until the server has answered. */
export { watchWrite } from './operations/write/watch-write.ts';

// Failures
export {
  /** The error class of everything that can go wrong, with a code that says what did. */
  Failure,
  /** Whether something is a `Failure`, also with one of the given codes. */
  isFailure,
} from './failures/failure.ts';
/** Finds the `Failure` among the causes of any error. */
export { failureOf } from './failures/failure-of.ts';
/** One fault in one field of the input. */
export type { FieldIssue } from './failures/field-issue.ts';
export type {
  /** Extend this interface once, and every function knows the codes of the app. */
  AppFailures,
  /** Every code there is, those of the app included. */
  FailureCode,
} from './failures/catalogue.ts';
export {
  /** Declares the failure codes of an app, from number 2000 up. */
  defineFailures,
  /** The failures that a family of the app declares. */
  type FailureOf,
} from './failures/define-failures.ts';
/** Chooses by code or by family, and is checked to cover each. */
export { matchFailure } from './failures/match-failure.ts';
/** Names anything that was thrown. */
export { toFailure } from './failures/naming/to-failure.ts';

// Messages
/** The sentences that a user reads for failures, by code or by family. */
export type { MessageTable } from './failures/messages/message-table.ts';
/** The sentence that the user reads for a failure. */
export { userMessage } from './failures/messages/user-message.ts';

// Exchange
/** Sends requests with `fetch`. */
export { fetchTransport } from './exchange/network/fetch-transport.ts';
export {
  /** Follows the bytes of one run; hand it to `run`, and show it. */
  createProgress,
  /** What `createProgress` returns. */
  type Progress,
} from './exchange/progress.ts';
/** Sends one request and returns its answer; write your own to send in another way. */
export type { Transport } from './exchange/transport.ts';

// Platform and observables
/** A value that can be set, read and watched, such as the identity of the user. */
export { createCell } from './observable/cell.ts';
/** Anything that changes: `getSnapshot` and `subscribe`. */
export type { Observable } from './observable/observable.ts';

// Connectivity
/** Whether the server can be reached: online, degraded, offline or unknown. */
export type { Connectivity } from './connectivity/connectivity.ts';

// Ports
/** The user who is signed in. */
export type { Identity } from './ports/identity.ts';
export type {
  /** One write in the outbox, as a screen shows it. */
  EntryView,
  /** Follows one write in the outbox until the server has answered. */
  OutboxHandle,
} from './ports/outbox-port.ts';
/** Knows whether a tab holds work that a reload would lose. */
export type { UnsavedWork } from './ports/unsaved-work.ts';
/** Where an update of the app stands. */
export type { UpdateState } from './ports/update-state.ts';
