// Notices
export {
  /** A line of a notice. */
  type NoticeField,
  /** A notice for a person about a trouble; every sink writes it in its own form. */
  type RelayNotice,
} from './relay-notice.ts';

/** The trace of an event that a request causes. */
export { requestTrace } from './request-trace.ts';

// Sinks over HTTP
export {
  /** Posts each event to one address, in the form that the app renders. */
  httpSink,
  /** What a sink posts for one event. */
  type HttpMessage,
  /** What `httpSink` takes. */
  type HttpSinkOptions,
  /** The options that every sink over HTTP has. */
  type HttpTarget,
  /** A message, or the reason why an event has none. */
  type Rendered,
} from './http/http-sink.ts';
/** Opens, acknowledges and resolves incidents of PagerDuty. */
export { pagerDutySink } from './http/pager-duty-sink.ts';
/** What `pagerDutySink` takes. */
export type { PagerDutySinkOptions } from './http/pager-duty-sink.ts';
/** Reports to Sentry from the server. */
export { sentryEnvelopeSink } from './http/sentry-envelope-sink.ts';
/** What `sentryEnvelopeSink` takes. */
export type { SentryEnvelopeSinkOptions } from './http/sentry-envelope-sink.ts';
/** Posts notices to a channel of Slack. */
export { slackSink } from './http/slack-sink.ts';
/** What `slackSink` takes. */
export type { SlackSinkOptions } from './http/slack-sink.ts';
/** Posts events as signed messages (Standard Webhooks). */
export { webhookSink } from './http/webhook-sink.ts';
/** What `webhookSink` takes. */
export type { WebhookSinkOptions } from './http/webhook-sink.ts';
export {
  /** Makes a function that checks the signature of a message. */
  verifyWebhook,
  /** A message that its sender has signed. */
  type VerifiedWebhook,
  /** What `verifyWebhook` takes. */
  type VerifyWebhookOptions,
} from './http/verify-webhook.ts';

// Enqueuing

/** Makes the function that enqueues events in a transaction of the app. */
export { createEnqueue } from './create-enqueue.ts';
/** The function that `createEnqueue` gives. */
export type { Enqueue } from './create-enqueue.ts';
/** Something to tell another system. */
export type { RelayEvent } from './relay-event.ts';

// Delivering

/** Delivers events to sinks: at least once, and those of a key in order. */
export { createRelay } from './create-relay.ts';
export type { Relay, RelayOptions } from './relay-options.ts';
/** What the relay decided about one event. */
export type { RelayDecision } from './relay-decision.ts';
/** How many events wait for each sink, and since when. */
export type { RelayLimits, RelayStatus, SinkStatus } from './relay-status.ts';
/** An event that waits for the decision of an administrator. */
export type { StoppedEvent } from './relay-store.ts';

// Sinks

/** Delivers events to another system: the port that a sink implements. */
export type { RelaySink, RelayVerdict } from './relay-sink.ts';
/** A sink for tests, which fails as the test says. */
export { memorySink } from './memory-sink.ts';
/** What `memorySink` gives: a sink, and what it delivered. */
export type { MemorySink, MemorySinkOptions } from './memory-sink.ts';
/** An event on its way. */
export type { RelayedEvent } from './relay-event.ts';

// Stores

/** Events in the memory of this process. `./sql` has the store for a database. */
export { memoryRelayStore } from './memory-relay-store.ts';
/** The port that a store implements. */
export type { RelayStore } from './relay-store.ts';

// Telemetry to the target of the configuration

/** A sink for telemetry, to OpenTelemetry or Sentry. */
export { telemetrySink } from './telemetry-sink.ts';
/** What `telemetrySink` takes. */
export type { TelemetrySinkOptions } from './telemetry-sink.ts';
