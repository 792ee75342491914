// Operations
/** Any write, for a list of operations. */
export type { AnyWrite } from './operations/operation.ts';
/** A stream whose types the caller does not need. */
export type { OpaqueStream } from './operations/operation.ts';
/** A write whose types the caller does not need. */
export type { OpaqueWrite } from './operations/operation.ts';
/** Shows a state by its kind, and is checked to cover each. */
export { matchState } from './operations/match-state.ts';
/** The words for where an operation stands. */
export type { OperationStateKind } from './operations/operation-state.ts';
/** The state that an outcome leaves behind. */
export { stateOf } from './operations/operation-state.ts';
/** The count of the runs of a read that is repeated. */
export type { ReadRuns } from './operations/read/read-progress-state.ts';
/** Parses a value with a schema and tells the issues. */
export { parseWith } from './schema/parse-with.ts';
/** What `parseWith` returns: the value, or the issues. */
export type { Parsed } from './schema/parse-with.ts';

// Runtime
export type {
  /** The parts that a runtime of `createHoldfast` has. */
  Parts,
  /** The arguments after the operation where a call takes its input and no options. */
  InputArguments,
  /** The arguments after the operation in a call of `run`. */
  RunArguments,
} from './runtime/create-holdfast.ts';
export type {
  /** Runs one attempt after another until one counts; a compiled pipeline is one. */
  Guard,
  /** A part once it is made. */
  Made,
  /** A part of a runtime, or a function that makes it from the runtime. */
  Part,
  /** Policies around reads, writes and streams. */
  Policies,
  /** What the runtime gives to a part: transport, identity, platform, sinks and the other parts. */
  Runtime,
} from './runtime/holdfast-options.ts';
/** A handle for an entry, also for one that an earlier page added. */
export { createHandle } from './operations/write/create-handle.ts';
/** The id of the entry that creates what a temporary id names. */
export { creatorOf } from './operations/write/temporary-id.ts';
/** The temporary id of what an entry creates. */
export { temporaryIdOf } from './operations/write/temporary-id.ts';
/** The state of a write whose entry is in the outbox. */
export { stateOfEntry } from './operations/write/state-of-entry.ts';
/** The next state of a write that follows its entry. */
export { newsOfEntry } from './operations/write/news-of-entry.ts';
/** The options under which a run that failed is repeated. */
export { repeatOptions } from './operations/write/repeat-options.ts';
/** Whether an entry has left the outbox. */
export { hasEnded } from './operations/write/entry-end.ts';
/** Commits a write to the outbox, then waits a moment for its answer. */
export { runQueuedWrite } from './operations/write/run-queued-write.ts';
/** Whether an error says that this device could not store a write. */
export { isUnstored } from './operations/write/is-unstored.ts';
/** One run, named once, so that one trouble has one id everywhere. */
export type { Run } from './runtime/run.ts';
/** The key of a read or a stream: its operation and its input, compared by content. */
export { readKey } from './operations/read/read-key.ts';
/** What a cache does for one run of a read: it keeps its answer, and gives it when the read fails. */
export { keptRead } from './operations/read/kept-read.ts';
/** Calls once for each wanted entry when it has ended. */
export { followEntries } from './operations/write/follow-entries.ts';
export {
  /** One step of the writes that are shown over answers of reads. */
  nextLayers,
  /** No write is shown. */
  NO_LAYERS,
  /** A write that is shown over answers of reads. */
  type Layer,
  /** The writes that are shown over answers of reads. */
  type Layers,
  /** What became of a write, or what a read brought. */
  type LayersEvent,
  /** How many runs of each read. */
  type RunCounts,
  /** A write that took effect and may be missing in an answer. */
  type SentLayer,
} from './operations/layers/layers-state.ts';
/** What `watchRead` returns. */
export type { ReadWatch } from './operations/read/watch-read.ts';
/** Parses the input of a stream, and makes the request that begins it. */
export { describeStream } from './operations/stream/describe-stream.ts';
/** Names an error that the app's own code threw before anything was sent. */
export { appFailure } from './runtime/app-failure.ts';
/** Checks an answer with a schema, and returns its output. */
export { checkAnswer } from './runtime/check-answer.ts';
/** What makes a budget the budget of a runtime. */
export { payForRuns } from './budget/pay-for-runs.ts';
/** Does work under the runtime's budget, where it costs something. */
export { payFor } from './runtime/pay-for.ts';
/** Sends a request under its guard, and returns the accepted value. */
export { send } from './runtime/send.ts';

/** Connectivity that listens to the browser until it is disposed. */
export type { BrowserConnectivity } from './runtime/in-browser.ts';
/** What `inBrowser` returns. */
export type { InBrowser } from './runtime/in-browser.ts';

// Failures
/** A sentence for the developer, which a build for production leaves out. */
export { inDevelopment } from '#in-development';
export {
  /** Refuses options that cannot mean anything. A build for production trusts them. */
  requireOptions,
  /** What an option must be, in words. */
  type OptionKind,
  /** A kind for each option. */
  type OptionKinds,
} from '#options';
/** Like `requireOptions`, and a build for production checks too: for servers. */
export { requireOptions as requireOptionsAlways } from './options/require-options.ts';
/** Lets only the named details into a failure. */
export { allowDetails } from './failures/allow-details.ts';
/** A copy of a failure that knows more: its attempts, its request id or its effect. */
export { withContext } from './failures/failure.ts';
/** What the code that throws may add to a kind. */
export type { FailureInit } from './failures/failure.ts';
/** Names the reason of an aborted signal. */
export { abortFailure } from './failures/abort-failure.ts';
/** A value as the id of a request or an incident, if it looks like one. */
export { idOf } from './failures/words.ts';
export {
  /** Declares a kind of failure with its row. */
  failureKind,
  /** Takes the details that may enter a failure. */
  type DetailPicker,
  /** What happened on the server: nothing, everything, or it is not known. */
  type Effect,
  /** The families of failures. */
  type FailureFamily,
  /** A kind of failure: its code, number, family, severity, retry advice and effect. */
  type FailureKind,
  /** When trying again can help: never, now or later. */
  type RetryAdvice,
  /** How bad a failure is. */
  type Severity,
} from './failures/failure-kind.ts';
/** A failure as JSON, as it crosses workers, tabs and databases. */
export type { FailureJson } from './failures/failure-json.ts';
/** The details that a code carries. */
export type { DetailsOf } from './failures/catalogue.ts';
/** The kinds that `defineFailures` returns. */
export type { KindsIn } from './failures/define-failures.ts';
/** The family of a code. */
export type { FamilyOf } from './failures/match-failure.ts';
/** Names a thrown value with as little code as possible: a failure stays, a bug is a defect. */
export { asFailure } from './failures/naming/as-failure.ts';
/** A function that names a thrown value, such as `toFailure`. */
export type { Naming } from './failures/naming/as-failure.ts';
/** Whether the server refused the user, so that nothing kept may be shown either. */
export { isRefusal } from './operations/is-refusal.ts';
/** Reads a failure from JSON that may come from anywhere. */
export { parseFailure } from './failures/parse-failure.ts';
/** Reads a property of any value; a getter that throws has none. */
export { peek } from './failures/naming/peek.ts';
/** Reads a text of any value; a member that is no text gives an empty one. */
export { peekText } from './failures/naming/peek.ts';
/** Reads the first members of a list of any value; one that refuses to be read has none. */
export { peekList } from './failures/naming/peek.ts';
/** Names an error of a dynamic import. */
export { toImportFailure } from './failures/naming/to-import-failure.ts';
/** Names an error of `JSON.parse` or of reading a body. */
export { toJsonFailure } from './failures/naming/to-json-failure.ts';
/** Names an error of the Web Locks API. */
export { toLockFailure } from './failures/naming/to-lock-failure.ts';
/** Names an error from which React recovered while it hydrated. */
export { toHydrationFailure } from './failures/naming/to-render-failure.ts';
/** Names an error that a component threw. */
export { toRenderFailure } from './failures/naming/to-render-failure.ts';
/** Names an error of IndexedDB. */
export { toIndexedDbFailure } from './failures/naming/to-indexed-db-failure.ts';
/** Names what a store rejected with that should have named it. */
export { asStorageFailure } from './failures/naming/as-storage-failure.ts';
/** Names an error of any storage: IndexedDB, Cache storage, files, `localStorage`. */
export { toStorageFailure } from './failures/naming/to-storage-failure.ts';
/** Names an error of a worker. */
export { toWorkerFailure } from './failures/naming/to-worker-failure.ts';
/** A new id for one trouble, which every report of it carries. */
export { nextIncidentId } from './incidents/incident-id.ts';
/** A new id for one request. */
export { nextRequestId } from './runtime/request-id.ts';

/** Whether a failure refused access. */
export { isAccessFailure } from './telemetry/is-access-failure.ts';
/** Whether a failure is trouble that can end. */
export { isTrouble } from './telemetry/is-trouble.ts';

// Messages
/** A text with its facts in place of `{name}`. */
export { fillWords } from './failures/messages/fill-words.ts';
/** A sentence for every code of Holdfast. */
export type { CompleteMessages } from './failures/messages/message-table.ts';

// Exchange
/** One attempt: sends the request, reads the answer, and says what it means. */
export { exchange } from './exchange/exchange.ts';
/** What one exchange needs besides the request. */
export type { Exchange } from './exchange/exchange.ts';
export {
  /** The header that counts attempts. */
  ATTEMPT_HEADER,
  /** The header in which the server says what a request cost. */
  COST_HEADER,
  /** The header that carries the id of the incident. */
  INCIDENT_HEADER,
  /** The header in which the server names the method that arrived. */
  METHOD_HEADER,
  /** The header that marks a stored answer. */
  REPLAYED_HEADER,
  /** The header that carries the request id. */
  REQUEST_ID_HEADER,
  /** The header that names the user of a request; the server refuses any other. */
  SUBJECT_HEADER,
  /** What differs between attempts of the same stored request. */
  type Attempt,
} from './exchange/request/attempt-headers.ts';
/** A span for one send, in the trace of a `traceparent` or in a new one. */
export { nextSpan } from './exchange/request/trace-parent.ts';
/** The header that carries the trace (W3C Trace Context). */
export { TRACE_HEADER } from './exchange/request/trace-parent.ts';
/** The trace that a `traceparent` names. */
export { traceIdOf } from './exchange/request/trace-parent.ts';
/** A `Response` of `fetch` as an answer whose body is still to be read. */
export { toOpenAnswer } from '#open-answer';
/** Sends by opening an answer, and reads it to its end. */
export { readAnswer } from './exchange/answer/read-answer.ts';
/** Reads the body of an open answer, up to a limit. */
export { readBody } from './exchange/answer/read-answer.ts';
/** What the caller accepts as an answer. */
export type { Expectation } from './exchange/answer/expectation.ts';
/** Says what an answer means: a value, or a failure. */
export { interpret } from './exchange/answer/interpret.ts';
/** What `interpret` returns. */
export type { Interpretation } from './exchange/answer/interpret.ts';
/** Leaves a good answer open, so that the caller reads its body. */
export { readOpen } from './exchange/read-open.ts';
/** Names a problem that a server sends within a good answer. */
export { problemFailure } from './exchange/problem/problem-failure.ts';
/** The kind of failure for an HTTP status. */
export { kindOfStatus } from './exchange/answer/status-kinds.ts';
/** Names the error that cut the body of an answer. */
export { cutFailure } from './exchange/network/cut-failure.ts';
/** Names an error of `fetch`, or nothing when the error is not the network's. */
export { fetchFailure } from './exchange/network/network-failure.ts';
/** Names an error of `fetch`. */
export { toNetworkFailure } from './exchange/network/network-failure.ts';
/** The kinds that a status alone tells. */
export { PLAIN_KINDS } from './exchange/answer/plain-status-kinds.ts';
/** The kind of failure for an HTTP status, for a caller that reads no body. */
export { plainKindOfStatus } from './exchange/answer/plain-status-kinds.ts';
/** What `decodeText` gives. */
export type { DecodedText } from './exchange/answer/answer-text.ts';
/** Reads a body as UTF-8. */
export { decodeText } from './exchange/answer/answer-text.ts';
/** Reads JSON, with the value in an object. */
export { parseJson } from './exchange/answer/answer-text.ts';
/** The body of an answer as a stream, also on hosts without streams. */
export { bodyOf } from './exchange/answer/body-of.ts';
/** The media type of an answer, without parameters. */
export { mediaType } from './exchange/answer/media-type.ts';
/** A JSON pointer as a fragment of an address. */
export { fragmentOf } from './exchange/problem/issue-pointer.ts';
/** The steps of a JSON pointer. */
export { stepsOfPointer } from './exchange/problem/issue-pointer.ts';
/** The issues that the app's own reader finds in a refusal. */
export { ownIssues } from './exchange/problem/own-issues.ts';
/** A path as a JSON pointer. */
export { toPointer } from './failures/pointer.ts';
/** The media type of a problem document (RFC 9457). */
export { PROBLEM_TYPE } from './exchange/problem/problem.ts';
/** A failure as a problem document. */
export { toProblem } from './exchange/problem/problem.ts';
/** A problem document. */
export type { Problem } from './exchange/problem/problem.ts';
/** Whether a media type is JSON. */
export { isJsonType } from './exchange/problem/json-type.ts';
/** Reads what a parsed body says about a refusal. */
export { readRefusal } from './exchange/problem/read-refusal.ts';
/** Reads what can be believed of a problem document. */
export { readProblem } from './exchange/problem/problem-reader.ts';
/** The members of a problem document that can be believed. */
export type { ProblemHints } from './exchange/problem/problem-reader.ts';
export {
  /** The HTTP methods. */
  type Method,
  /** What an operation asks for, for an app that writes its `request` as a function of its own. */
  type RequestDescription,
  /** A request as a transport sends it. */
  type TransportRequest,
  /** Serialises a description against the base URL. */
  toTransportRequest,
} from './exchange/request/request-description.ts';
/** Bytes with a buffer of their own. */
export type { Bytes } from './exchange/request/bytes.ts';
/** What the server says about trying again (`x-should-retry`). */
export { retryAdvice } from './exchange/wait/retry-advice.ts';
/** How long the server asks to wait, in milliseconds. */
export { retryAfterMs } from './exchange/wait/retry-after.ts';
/** How long the server asks to wait, or the header that makes no sense. */
export { saidWait } from './exchange/wait/retry-after.ts';
export {
  /** Of several waits the first that can be read. */
  firstWait,
  /** What a server said about a wait. */
  type SaidWait,
  /** The wait when a server asks for one and does not say how long. */
  UNREADABLE_WAIT_MS,
  /** What a server said, in milliseconds. */
  waitMsOf,
} from './exchange/wait/said-wait.ts';
/** Names the mistake in a request that no `fetch` can send. */
export { unsendable } from './exchange/request/unsendable.ts';
/** Names the mistake in a request that is stored as data. */
export { unsendableRequest } from './exchange/request/unsendable-request.ts';
export type {
  /** What a transport returns: status, headers and the whole body. */
  Answer,
  /** Reads field issues from an answer of another shape. */
  ReadIssues,
  /** What a transport returns for a stream: the body is still coming. */
  OpenAnswer,
  /** What a transport takes beside the request. */
  SendOptions,
  /** Hears how much of a body has left. */
  UploadWatch,
} from './exchange/transport.ts';

// Streams
/** What `watchStream` returns: the state in the words of every operation, and the stream. */
export type { FollowedStream } from './operations/stream/watch-stream.ts';
/** What `watchStream` returns. */
export type { StreamWatch } from './streams/stream-watch.ts';
export {
  /** Whether an envelope ends its stream. */
  isTerminal,
  /** An event of the app itself. */
  type OwnEnvelope,
  /** An event of the stream protocol itself. */
  type ProtocolEnvelope,
  /** One event of a stream, as it travels. */
  type StreamEnvelope,
} from './streams/envelope.ts';
/** Checks the shape of an event that came from a server. */
export { readEnvelope } from './streams/read-envelope.ts';
/** An event of a stream whose shape was checked. */
export type { ReadEnvelope } from './streams/read-envelope.ts';
/** One event of a stream, as the caller sees it. */
export type { StreamEvent } from './streams/stream-event.ts';
export {
  /** The state of a stream after one more step. */
  nextStreamState,
  /** The state of a stream that has not started. */
  STREAM_IDLE,
  /** What a stream has brought so far. */
  type Streamed,
  /** Where a stream stands. */
  type StreamState,
  /** A step of a stream: an event, or news of its connection. */
  type StreamStep,
} from './streams/stream-state.ts';
/** Why the rest of a stream that broke off is not asked for. */
export type { NotResumed } from './streams/not-resumed.ts';
/** The `OperationState` of a stream. */
export { stateOfStream } from './streams/state-of-stream.ts';
/** How many bytes a text has in UTF-8. */
export { utf8Length } from './streams/utf8-length.ts';

// Platform and observables
/** One timer for many callers, which survives the loss of a host timer. */
export { createAlarm } from './platform/alarm.ts';
/** What `createAlarm` returns. */
export type { Alarm } from './platform/alarm.ts';
export type {
  /** Clock, randomness and timers, which every part takes from its options. */
  Platform,
  /** The platform for parts that need no random bytes. */
  Clock,
} from './platform/platform.ts';
/** The result of work, or another one when the work takes too long. */
export { inTime } from './platform/in-time.ts';
/** Waits on the clock of a platform, until a signal aborts it. */
export { sleep } from './platform/sleep.ts';
/** A new id that sorts by time. */
export { uuidV7 } from './platform/uuid-v7.ts';
/** `AbortSignal.any`, also where the host has none. */
export { webAnySignal } from './platform/web-any-signal.ts';
/** A `BroadcastChannel`, or a channel that is silent where there is none. */
export { webChannel } from './platform/web-channel.ts';
/** Whether tabs can hear each other here. */
export { canHearTabs } from './platform/web-channel.ts';
/** The Web Locks of the origin. */
export { webLocks } from './platform/web-locks.ts';
/** Lets the tabs of a device agree, by its locks and its channels. */
export { webTabs } from './platform/web-tabs.ts';
/** Whether this is a server, where no user looks at the page. */
export { webIsServer } from './platform/web-is-server.ts';
/** The wall clock, without the rest of the platform. */
export { webNow } from './platform/web-now.ts';
/** The platform of browsers and of Node: the default everywhere. */
export { webPlatform } from './platform/web-platform.ts';
/** `webPlatform` for parts that need no random bytes. */
export { webClock } from './platform/web-clock.ts';
/** Parses a text as a URL, or returns `undefined`. */
export { webUrl } from './platform/web-url.ts';
/** Reads UTF-8, and throws when the bytes are none. */
export { webUtf8 } from '#utf8';
/** The snapshot that a server renders. */
export { initialOf } from './observable/initial-of.ts';
/** An observable that works only while something watches it. */
export { onDemand } from './observable/on-demand.ts';
/** Calls a listener and keeps its errors from the caller. */
export { tell } from './observable/tell.ts';
/** Reports an error of foreign code to the host, as an uncaught one. */
export { surface } from './observable/web-surface.ts';

// Connectivity
/** What an answer, a failure or a network event says about the network. */
export type { ConnectivityEvidence } from './connectivity/connectivity.ts';
/** Judges the network from evidence. */
export { createConnectivity } from './connectivity/create-connectivity.ts';
/** What `createConnectivity` returns. */
export type { ConnectivityTracker } from './connectivity/create-connectivity.ts';
/** Asks a silent server until it answers. */
export { createProbe } from './connectivity/create-probe.ts';
/** What `createProbe` returns. */
export type { Probe } from './connectivity/create-probe.ts';
/** Asks one server whether it answers. */
export type { ProbeAsk } from './connectivity/create-probe.ts';
/** Asks with `fetch`. */
export { fetchProbe } from './connectivity/fetch-probe.ts';
/** Calls when the page is hidden or left. */
export { onPageHide } from './connectivity/dom-page-hide.ts';
/** Tells a tracker what the browser says about the network. */
export { watchBrowserNetwork } from './connectivity/web-network.ts';

// Ports
export type {
  /** What paid work reports about its cost while it runs. */
  Bill,
  /** Does paid work under one reservation. */
  BudgetPort,
  /** The work to be paid for. */
  Paid,
  /** What a run did to the budget. */
  Receipt,
  /** A budget that can be the budget of a runtime. */
  RuntimeBudget,
} from './ports/budget-port.ts';
export type {
  /** An answer that is kept on the device. */
  CachedRead,
  /** Keeps answers on the device. */
  ReadCachePort,
} from './ports/read-cache-port.ts';
/** Messages between tabs. */
export type { ChannelPort } from './ports/channel-port.ts';
export type {
  /** A draft that is kept on the device. */
  DraftRecord,
  /** Whether a draft was saved, or another tab saved a newer one first. */
  DraftSaved,
  /** Keeps drafts on the device, apart for each owner. */
  DraftStore,
} from './ports/draft-store.ts';
/** A store of drafts whose calls end, also when it hangs. */
export { promptDraftStore } from './ports/prompt-draft-store.ts';
/** Keeps the ledger of a budget. */
export type { LedgerStore } from './ports/ledger-store.ts';
/** Locks between tabs. */
export type { LockPort } from './ports/lock-port.ts';
export type {
  /** Why an entry of the outbox waits for the user. */
  BlockReason,
  /** How an entry left the outbox. */
  EntryEnd,
  /** Where an entry of the outbox stands. */
  EntryState,
  /** The operation that wrote an entry. */
  EntrySource,
  /** An entry that another one has taken in. */
  MergedEntry,
  /** What the outbox needs for a new entry. */
  NewEntry,
  /** The outbox, as the runtime uses it. */
  OutboxPort,
  /** An entry that took effect, as the outbox remembers it. */
  SentEntry,
  /** Why an entry waits for its next try. */
  WaitReason,
} from './ports/outbox-port.ts';
/** An outbox that a runtime can send its writes through. */
export type { RuntimeOutbox } from './ports/runtime-outbox.ts';
/** Runs streams, as the runtime uses it. */
export type { StreamPort } from './ports/stream-port.ts';
/** How the tabs of one device agree with each other. */
export type { TabsPort } from './ports/tabs-port.ts';
export {
  /** Whether a stored value may be written. */
  mayWrite,
  /** The state of a stored value after the store answered, or failed to. */
  nextPersistence,
  /** What a store answered, or that it failed to. */
  type PersistenceEvent,
  /** What a form or a slice may do with its stored value. */
  type PersistenceState,
} from './persistence/quarantine-state.ts';
/** Runs one work after another, for calls to a store that may not overtake each other. */
export { inTurn } from './persistence/in-turn.ts';
/** Whether two plain values are equal in depth. */
export { isEqual } from './persistence/is-equal.ts';
/** Whether a value is a plain object. */
export { isPlain } from './persistence/is-plain.ts';
/** The tag that `Object.prototype.toString` gives. */
export { tagOf } from './persistence/is-plain.ts';
/** A value as a store can keep it, or what in it cannot be kept. */
export { storable } from './persistence/storable.ts';
/** What `storable` returns. */
export type { Storable } from './persistence/storable.ts';

// Watches
/** What `watchWrite` returns. */
export type { WriteWatch } from './operations/write/watch-write.ts';
/** What `createCell` returns. */
export type { Cell } from './observable/cell.ts';

// Results: TypeScript names these in the declarations of an app that exports one of them
export type {
  /** How a read can end. */
  ReadOutcome,
  /** How a stream can end. */
  StreamOutcome,
  /** Everything that a stream has brought: its text and the app's own events. */
  StreamValue,
  /** How a write can end. */
  WriteOutcome,
  /** A write that waits for its user. */
  Blocked,
  /** An operation that failed. */
  Failed,
  /** A read that was answered by its fallback. */
  FellBack,
  /** A stream that broke off; its text is kept. */
  Interrupted,
  /** An operation that the server answered. */
  Live,
  /** A write that is on this device and will be sent. */
  Queued,
  /** A read that was answered with what the device kept. */
  Stale,
} from './operations/outcome.ts';
/** One failure in the rows of `defineFailures`. */
export type { FailureRow } from './failures/define-failures.ts';
/** What `describeStream` gives: the checked input, and the request. */
export type { DescribedStream } from './operations/stream/describe-stream.ts';
/** What `readRefusal` gives. */
export type { RefusalHints } from './exchange/problem/read-refusal.ts';
/** What follows a crash: one more restart after a wait, or giving up. */
export { afterCrash } from './policies/restart/restart-state.ts';
/** Where something stands that crashed. */
export type { RestartState } from './policies/restart/restart-state.ts';
/** What a policy does around calls and attempts; an app may write its own. */
export type { PolicyHooks } from './policies/engine/policy.ts';
/** A circuit as JSON, which `snapshotCircuit` gives. */
export type { CircuitSnapshot } from './policies/circuit/circuit-control.ts';
/** What `createProgress` gives: an observable, and the code that counts. */
export type { RunProgress } from './exchange/progress.ts';
/** When a circuit opens, such as `countWindow()`; an app may write its own. */
export type { TripRule } from './policies/circuit/trip-rule.ts';
export type {
  /** A rate, such as `slidingWindow()`; an app may write its own. */
  Limiter,
  /** What a token bucket remembers. */
  TokenBucketState,
} from './policies/limits/rate-limit-state.ts';
/** An answer in place of work that failed; an app may write its own. */
export type { Alternative } from './policies/instead/fallback.ts';
