// Telemetry events
export type {
  /** Everything that Holdfast tells about itself. */
  TelemetryEvent,
  /** Receives events. */
  TelemetrySink,
} from './telemetry-event.ts';
export {
  /** One line for a human about an event. */
  describeEvent,
  /** How much an event matters. */
  severityOf,
} from './describe-event.ts';
/** The sink of a runtime in development, to which a panel may listen later. */
export type { LiveSink } from './live-sinks.ts';
/** One sink of several; what one throws does not reach the others. */
export { fanOut } from './fan-out.ts';

// Sinks
/** Writes each event to a console. */
export { consoleSink } from './console-sink.ts';
/** Feeds a meter of OpenTelemetry. */
export { openTelemetrySink } from './open-telemetry-sink.ts';
/** Writes records of a logger of OpenTelemetry. */
export { openTelemetryLogSink } from './open-telemetry-log-sink.ts';
/** Leaves breadcrumbs in Sentry, and reports severe failures. */
export { sentrySink } from './sentry-sink.ts';

// To a server
/** Reports events to a server in batches, at least once. */
export { createBeacon } from './create-beacon.ts';
/** What `createBeacon` takes. */
export type { BeaconOptions } from './create-beacon.ts';
/** What `createBeacon` gives: a sink, and the state of its reports. */
export type { Beacon } from './create-beacon.ts';
/** How many events wait, and whether they would survive the page. */
export type { BeaconStatus } from './create-beacon.ts';
/** Sends a batch with `fetch`, also while the page goes. */
export { fetchBeaconSend } from './fetch-beacon-send.ts';
/** Sends what waits when the page is hidden. */
export { flushWhenHidden } from './dom-flush-when-hidden.ts';
/** Keeps events for as long as the page lives. */
export { memoryBeaconBuffer } from './beacon-buffer.ts';
/** Keeps events until they were received: the port of buffers. */
export type { BeaconBuffer } from './beacon-buffer.ts';
/** An event on its way to a server. */
export type { BeaconEvent } from './beacon-state.ts';
/** Drops events from a full buffer: the oldest of the least severe. */
export { dropTo } from './beacon-state.ts';

/** Counts what went well, so that a server knows of how many operations the failures are. */
export { createSuccessCounts } from './create-success-counts.ts';
/** What `createSuccessCounts` takes. */
export type { SuccessCountsOptions } from './create-success-counts.ts';
/** What `createSuccessCounts` gives: a sink, and the end of a count. */
export type { SuccessCounts } from './create-success-counts.ts';

// Measured on the device
/** Counts failures, retries and recoveries, and measures latencies. */
export { createMetrics } from './create-metrics.ts';
/** What `createMetrics` gives: a sink, and the metrics as an observable. */
export type { Metrics } from './create-metrics.ts';
/** The metrics at one moment. */
export type { MetricsSnapshot } from './metrics-snapshot.ts';
/** How long calls took. */
export type { Percentiles } from './metrics-snapshot.ts';
export {
  /** Joins the latencies of several pages. */
  mergeSketches,
  /** The time within which a share of calls ended. */
  percentile,
  /** The latencies of one page, in buckets. */
  type LatencySketch,
} from './latency-sketch.ts';
/** Bytes of the JavaScript heap in use, where the browser tells it. */
export { webMemoryBytes } from './web-memory.ts';

// Troubles
/** Makes incidents of events: from the first failure to the recovery. */
export { createIncidents } from './create-incidents.ts';
/** What `createIncidents` gives: a sink, and the open incidents as an observable. */
export type { IncidentWatch } from './create-incidents.ts';
/** One trouble, whatever it took down. */
export type { Incident } from './incident-state.ts';

// Connectivity
/** Tells a sink of each change of the connectivity of a runtime. */
export { tellConnectivity } from '../connectivity/tell-connectivity.ts';
