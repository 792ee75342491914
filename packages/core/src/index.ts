// Operations
export { defineRead, type ReadConfig } from './operations/define-read.ts';
export { defineStream, type StreamConfig } from './operations/define-stream.ts';
export { defineWrite, type WriteConfig } from './operations/define-write.ts';
export type {
  AnyRead,
  AnyStream,
  AnyWrite,
  OpaqueStream,
  ReadOperation,
  StreamOperation,
  WriteOperation,
} from './operations/operation.ts';
export {
  stateOf,
  type OperationState,
  type OperationStateKind,
} from './operations/operation-state.ts';
export type { ReadProgress } from './operations/read-progress-state.ts';
export type {
  Outcome,
  OutcomeOf,
  ReadOutcome,
  StreamOutcome,
  StreamValue,
  WriteOutcome,
} from './operations/outcome.ts';
export type { StandardSchema } from './schema/standard-schema.ts';
export { parseWith, type Parsed } from './schema/parse-with.ts';

// Runtime
export {
  createHoldfast,
  type Holdfast,
  type InputArguments,
  type RunArguments,
} from './runtime/create-holdfast.ts';
export type { Guard, HoldfastOptions, Runtime } from './runtime/holdfast-options.ts';
export { createHandle } from './runtime/run-queued-write.ts';
export { isUnstored } from './runtime/is-unstored.ts';
export type { Run, RunOptions } from './runtime/run.ts';
export { explain } from './runtime/explain.ts';
export { readKey } from './runtime/read-key.ts';
export { followEntries, type EntryFate } from './runtime/follow-entries.ts';
export { watchRead, type ReadWatch, type ReadWatchOptions } from './runtime/watch-read.ts';
export { streamLink, type StreamLink, type StreamRequests } from './runtime/stream-link.ts';
export { watchStream } from './runtime/watch-stream.ts';
export { watchWrite, type WriteWatch } from './runtime/watch-write.ts';

// Failures
export { allowDetails } from './failures/allow-details.ts';
export { Failure, isFailure, withContext, type FailureInit } from './failures/failure.ts';
export { abortFailure } from './failures/abort-failure.ts';
export { failureOf } from './failures/failure-of.ts';
export { idOf } from './failures/words.ts';
export {
  failureKind,
  type DetailPicker,
  type Effect,
  type FailureFamily,
  type FailureKind,
  type RetryAdvice,
  type Severity,
} from './failures/failure-kind.ts';
export type { FailureJson } from './failures/failure-json.ts';
export type { FieldIssue } from './failures/field-issue.ts';
export {
  catalogue,
  type AppFailures,
  type Catalogue,
  type DetailsOf,
  type FailureCode,
} from './failures/catalogue.ts';
export {
  defineFailures,
  type FailureFamilies,
  type FailureOf,
  type FailureRow,
  type KindsIn,
} from './failures/define-failures.ts';
export { matchFailure, type FailureCases, type FamilyOf } from './failures/match-failure.ts';
export {
  STORAGE_CORRUPT,
  STORAGE_FAILED,
  STORAGE_NEWER,
  STORAGE_QUOTA,
  STORAGE_UNAVAILABLE,
} from './failures/kinds/storage.ts';
export { ABORTED, ANSWER_TOO_LARGE, NETWORK_FAILED } from './failures/kinds/network.ts';
export { DEFECT, RENDER_FAILED, WORKER_FAILED } from './failures/kinds/runtime.ts';
export {
  CONTEXT_INSECURE,
  SESSION_REFRESH_FAILED,
  UNAUTHENTICATED,
} from './failures/kinds/identity.ts';
export { isRefusal } from './operations/is-refusal.ts';
export { INPUT_INVALID, REQUEST_UNSENDABLE } from './failures/kinds/contract.ts';
export { DISPOSED, PIPELINE_INVALID, TIMEOUT } from './failures/kinds/policy.ts';
export {
  ENTRY_EXPIRED,
  ENTRY_UNCERTAIN,
  ENTRY_UNKNOWN,
  OWNER_MISSING,
} from './failures/kinds/stream-and-queue.ts';
export { parseFailure } from './failures/parse-failure.ts';
export { toDatabaseFailure } from './failures/to-database-failure.ts';
export { toFailure } from './failures/to-failure.ts';
export { toPlainFailure } from './failures/to-plain-failure.ts';
export { fromImport, toImportFailure } from './failures/to-import-failure.ts';
export { toJsonFailure } from './failures/to-json-failure.ts';
export { toLockFailure } from './failures/to-lock-failure.ts';
export { toHydrationFailure, toRenderFailure } from './failures/to-render-failure.ts';
export { toStorageFailure } from './failures/to-storage-failure.ts';
export { toWorkerFailure } from './failures/to-worker-failure.ts';
export { nextIncidentId } from './incidents/incident-id.ts';
export { nextRequestId } from './runtime/request-id.ts';

// Messages
export type { CompleteMessages, MessageTable } from './messages/message-table.ts';
export { userMessage } from './messages/user-message.ts';

// Exchange
export { exchange, type Exchange } from './exchange/exchange.ts';
export {
  ATTEMPT_HEADER,
  COST_HEADER,
  INCIDENT_HEADER,
  METHOD_HEADER,
  REPLAYED_HEADER,
  REQUEST_ID_HEADER,
  SUBJECT_HEADER,
  type Attempt,
} from './exchange/attempt-headers.ts';
export { fetchTransport, toOpenAnswer } from './exchange/fetch-transport.ts';
export { createProgress, type Progress } from './exchange/progress.ts';
export { readAnswer, readBody } from './exchange/read-answer.ts';
export type { Expectation } from './exchange/expectation.ts';
export { interpret, type Interpretation } from './exchange/interpret.ts';
export { kindOfStatus } from './exchange/status-kinds.ts';
export { plainKindOfStatus } from './exchange/plain-status-kinds.ts';
export { fetchFailure, toCutFailure, toNetworkFailure } from './exchange/network-failure.ts';
export { PROBLEM_TYPE, toProblem, type Problem } from './exchange/problem.ts';
export {
  isJsonType,
  readProblem,
  type ProblemContext,
  type ProblemHints,
} from './exchange/problem-reader.ts';
export {
  toTransportRequest,
  type Method,
  type RequestDescription,
  type TransportRequest,
} from './exchange/request-description.ts';
export type { Bytes } from './exchange/bytes.ts';
export { retryAdvice, retryAfterMs } from './exchange/hints.ts';
export { unsendable, unsendableRequest } from './exchange/unsendable.ts';
export type {
  Answer,
  IssueReader,
  OpenAnswer,
  SendOptions,
  Transport,
} from './exchange/transport.ts';

// Streams
export {
  isTerminal,
  type InterruptionReason,
  type OwnEnvelope,
  type ProtocolEnvelope,
  type StreamEnvelope,
} from './streams/envelope.ts';
export { readEnvelope, type ReadEnvelope } from './streams/read-envelope.ts';
export type { StreamEvent } from './streams/stream-event.ts';
export {
  nextStreamState,
  STREAM_IDLE,
  type Streamed,
  type StreamState,
  type StreamStep,
} from './streams/stream-state.ts';
export { stateOfStream } from './streams/state-of-stream.ts';
export type { StreamWatch } from './streams/stream-watch.ts';
export { utf8Length } from './streams/utf8-length.ts';

// Platform and observables
export { createAlarm, type Alarm } from './platform/alarm.ts';
export type { Platform } from './platform/platform.ts';
export { sleep } from './platform/sleep.ts';
export { uuidV7 } from './platform/uuid-v7.ts';
export { webAnySignal } from './platform/web-any-signal.ts';
export { webClone } from './platform/web-clone.ts';
export { webIsServer } from './platform/web-is-server.ts';
export { webNow } from './platform/web-now.ts';
export { webPlatform } from './platform/web-platform.ts';
export { webUrl } from './platform/web-url.ts';
export { webUtf8 } from './platform/web-utf8.ts';
export { createCell, type Cell } from './observable/cell.ts';
export { initialOf } from './observable/initial-of.ts';
export type { Observable } from './observable/observable.ts';
export { onDemand } from './observable/on-demand.ts';
export { tell } from './observable/tell.ts';
export { surface } from './observable/web-surface.ts';

// Connectivity
export type { Connectivity, ConnectivityEvidence } from './connectivity/connectivity-state.ts';
export {
  createConnectivity,
  type ConnectivityOptions,
  type ConnectivityTracker,
} from './connectivity/create-connectivity.ts';
export {
  createProbe,
  type Probe,
  type ProbeAsk,
  type ProbeOptions,
} from './connectivity/create-probe.ts';
export { fetchProbe } from './connectivity/fetch-probe.ts';
export { tellConnectivity } from './connectivity/tell-connectivity.ts';
export { watchBrowserNetwork } from './connectivity/web-network.ts';

// Ports
export type { Bill, BudgetPort, Paid, Receipt } from './ports/budget-port.ts';
export type { CachedRead, ReadCachePort } from './ports/read-cache-port.ts';
export type { ChannelPort } from './ports/channel-port.ts';
export type { DraftRecord, DraftSaved, DraftStore } from './ports/draft-store.ts';
export type { Identity } from './ports/identity.ts';
export type { LedgerStore } from './ports/ledger-store.ts';
export type { LockPort } from './ports/lock-port.ts';
export type {
  BlockReason,
  EntrySettlement,
  EntryState,
  EntryView,
  NewEntry,
  HandleState,
  OutboxHandle,
  OutboxPort,
} from './ports/outbox-port.ts';
export type { StreamPort } from './ports/stream-port.ts';
export type { UnsavedWork } from './ports/unsaved-work.ts';
export type { UpdateState } from './ports/update-state.ts';
export { isEqual } from './persistence/is-equal.ts';
export { isPlain, tagOf } from './persistence/is-plain.ts';
export {
  nextPersistence,
  type PersistenceEvent,
  type PersistenceState,
  type PersistenceStep,
} from './persistence/quarantine-state.ts';
export { storable, type Storable } from './persistence/storable.ts';
