// Operations
export type { ReadConfig } from './operations/read/define-read.ts';
export type { StreamConfig } from './operations/stream/define-stream.ts';
export type { WriteConfig } from './operations/write/define-write.ts';
export type {
  AnyRead,
  AnyStream,
  AnyWrite,
  OpaqueStream,
  OpaqueWrite,
} from './operations/operation.ts';
export { stateOf, type OperationStateKind } from './operations/operation-state.ts';
export type { ReadRuns } from './operations/read/read-progress-state.ts';
export type {
  ReadOutcome,
  StreamOutcome,
  StreamValue,
  WriteOutcome,
} from './operations/outcome.ts';
export { parseWith, type Parsed } from './schema/parse-with.ts';

// Runtime
export type { InputArguments, RunArguments } from './runtime/create-holdfast.ts';
export type { Guard, Made, Part, Policies, Runtime } from './runtime/holdfast-options.ts';
export { createHandle } from './operations/write/create-handle.ts';
export { hasEnded } from './operations/write/entry-end.ts';
export { runQueuedWrite } from './operations/write/run-queued-write.ts';
export { isUnstored } from './operations/write/is-unstored.ts';
export type { Run } from './runtime/run.ts';
export { readKey } from './operations/read/read-key.ts';
export { followEntries } from './operations/write/follow-entries.ts';
export type { ReadWatch, ReadWatchOptions } from './operations/read/watch-read.ts';
export { describeStream } from './operations/stream/describe-stream.ts';
export { appFailure } from './runtime/app-failure.ts';
export { checkAnswer } from './runtime/check-answer.ts';
export { payFor } from './runtime/pay-for.ts';
export { send } from './runtime/send.ts';

export type { BrowserConnectivity, InBrowser, InBrowserOptions } from './runtime/in-browser.ts';

// Failures
export { allowDetails } from './failures/allow-details.ts';
export { withContext, type FailureInit } from './failures/failure.ts';
export { abortFailure } from './failures/abort-failure.ts';
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
export type { DetailsOf } from './failures/catalogue.ts';
export type { FailureFamilies, FailureRow, KindsIn } from './failures/define-failures.ts';
export type { FailureCases, FamilyOf } from './failures/match-failure.ts';
export { asFailure, type Naming } from './failures/naming/as-failure.ts';
export { isRefusal } from './operations/is-refusal.ts';
export { parseFailure } from './failures/parse-failure.ts';
export { peek, peekText } from './failures/naming/peek.ts';
export { toPlainFailure } from './failures/naming/to-plain-failure.ts';
export { toImportFailure } from './failures/naming/to-import-failure.ts';
export { toJsonFailure } from './failures/naming/to-json-failure.ts';
export { toLockFailure } from './failures/naming/to-lock-failure.ts';
export { toHydrationFailure, toRenderFailure } from './failures/naming/to-render-failure.ts';
export { toStorageFailure } from './failures/naming/to-storage-failure.ts';
export { toWorkerFailure } from './failures/naming/to-worker-failure.ts';
export { nextIncidentId } from './incidents/incident-id.ts';
export { nextRequestId } from './runtime/request-id.ts';

// Messages
export { fillWords } from './failures/messages/fill-words.ts';
export type { CompleteMessages } from './failures/messages/message-table.ts';

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
} from './exchange/request/attempt-headers.ts';
export { toOpenAnswer } from './exchange/network/fetch-transport.ts';
export { readAnswer, readBody } from './exchange/answer/read-answer.ts';
export type { Expectation } from './exchange/answer/expectation.ts';
export { interpret, type Interpretation } from './exchange/answer/interpret.ts';
export { readOpen } from './exchange/read-open.ts';
export { problemFailure } from './exchange/problem/problem-failure.ts';
export { kindOfStatus } from './exchange/answer/status-kinds.ts';
export { cutFailure } from './exchange/network/cut-failure.ts';
export { fetchFailure, toNetworkFailure } from './exchange/network/network-failure.ts';
export { PLAIN_KINDS, plainKindOfStatus } from './exchange/answer/plain-status-kinds.ts';
export { decodeText, parseJson } from './exchange/answer/answer-text.ts';
export { bodyOf } from './exchange/answer/body-of.ts';
export { mediaType } from './exchange/answer/media-type.ts';
export { fragmentOf, stepsOfPointer } from './exchange/problem/issue-pointer.ts';
export { ownIssues } from './exchange/problem/own-issues.ts';
export { toPointer } from './failures/pointer.ts';
export { PROBLEM_TYPE, toProblem, type Problem } from './exchange/problem/problem.ts';
export { isJsonType } from './exchange/problem/json-type.ts';
export { readRefusal } from './exchange/problem/read-refusal.ts';
export {
  readProblem,
  type ProblemContext,
  type ProblemHints,
} from './exchange/problem/problem-reader.ts';
export {
  toTransportRequest,
  type Method,
  type RequestDescription,
  type TransportRequest,
} from './exchange/request/request-description.ts';
export type { Bytes } from './exchange/request/bytes.ts';
export { retryAdvice } from './exchange/wait/retry-advice.ts';
export { retryAfterMs } from './exchange/wait/retry-after.ts';
export { foreignWait, foreignWaitMs } from './exchange/foreign/foreign-wait.ts';
export { unsendable } from './exchange/request/unsendable.ts';
export { unsendableRequest } from './exchange/request/unsendable-request.ts';
export type { Answer, IssueReader, OpenAnswer, SendOptions } from './exchange/transport.ts';

// Streams
export type { FollowedStream } from './operations/stream/watch-stream.ts';
export type { StreamWatch } from './streams/stream-watch.ts';
export {
  isTerminal,
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
export type { NotResumed } from './streams/not-resumed.ts';
export { stateOfStream } from './streams/state-of-stream.ts';
export { utf8Length } from './streams/utf8-length.ts';

// Platform and observables
export { createAlarm, type Alarm } from './platform/alarm.ts';
export type { Platform } from './platform/platform.ts';
export { sleep } from './platform/sleep.ts';
export { uuidV7 } from './platform/uuid-v7.ts';
export { webAnySignal } from './platform/web-any-signal.ts';
export { webIsServer } from './platform/web-is-server.ts';
export { webNow } from './platform/web-now.ts';
export { webPlatform } from './platform/web-platform.ts';
export { webUrl } from './platform/web-url.ts';
export { webUtf8 } from '#utf8';
export { initialOf } from './observable/initial-of.ts';
export { onDemand } from './observable/on-demand.ts';
export { tell } from './observable/tell.ts';
export { surface } from './observable/web-surface.ts';

// Connectivity
export type { ConnectivityEvidence } from './connectivity/connectivity-state.ts';
export {
  createConnectivity,
  type ConnectivityTracker,
} from './connectivity/create-connectivity.ts';
export { createProbe, type Probe, type ProbeAsk } from './connectivity/create-probe.ts';
export { fetchProbe } from './connectivity/fetch-probe.ts';
export { watchBrowserNetwork } from './connectivity/web-network.ts';

// Ports
export type { Bill, BudgetPort, Paid, Receipt } from './ports/budget-port.ts';
export type { CachedRead, ReadCachePort } from './ports/read-cache-port.ts';
export type { ChannelPort } from './ports/channel-port.ts';
export type { DraftRecord, DraftSaved, DraftStore } from './ports/draft-store.ts';
export type { LedgerStore } from './ports/ledger-store.ts';
export type { LockPort } from './ports/lock-port.ts';
export type {
  BlockReason,
  EntryEnd,
  EntryState,
  NewEntry,
  OutboxPort,
  WaitReason,
} from './ports/outbox-port.ts';
export type { QueuedRun, QueueRuntime, RuntimeOutbox } from './ports/runtime-outbox.ts';
export type { StreamPort } from './ports/stream-port.ts';
export type { TabsPort } from './ports/tabs-port.ts';
export { isEqual } from './persistence/is-equal.ts';
export { isPlain, tagOf } from './persistence/is-plain.ts';
export { storable, type Storable } from './persistence/storable.ts';

// Watches
export type { WriteWatch } from './operations/write/watch-write.ts';
export type { Cell } from './observable/cell.ts';
