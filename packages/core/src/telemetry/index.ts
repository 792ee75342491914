// What is told
export type { TelemetryEvent, TelemetrySink } from './telemetry-event.ts';
export { describeEvent, severityOf } from './describe-event.ts';
export { fanOut } from './fan-out.ts';

// Sinks
export { consoleSink } from './console-sink.ts';
export type { ConsoleLike, ConsoleSinkOptions } from './console-sink.ts';
export { openTelemetrySink } from './open-telemetry-sink.ts';
export type { MeterLike } from './open-telemetry-sink.ts';
export { sentrySink } from './sentry-sink.ts';
export type { SentryLike, SentrySinkOptions } from './sentry-sink.ts';

// To a server
export { createBeacon } from './create-beacon.ts';
export type { Beacon, BeaconOptions, BeaconStatus } from './create-beacon.ts';
export { memoryBeaconBuffer } from './beacon-buffer.ts';
export type { BeaconBuffer } from './beacon-buffer.ts';
export { dropTo } from './beacon-state.ts';
export type { BeaconEvent } from './beacon-state.ts';
export { fetchBeaconSend } from './fetch-beacon-send.ts';
export { flushWhenHidden } from './dom-flush-when-hidden.ts';

// Measured on the device
export { createMetrics } from './create-metrics.ts';
export type { Metrics, MetricsOptions } from './create-metrics.ts';
export type { MetricsSnapshot, Percentiles } from './metrics-snapshot.ts';
export { addDuration, createSketch, mergeSketches, percentile } from './latency-sketch.ts';
export type { LatencySketch } from './latency-sketch.ts';
export { webMemoryBytes } from './web-memory.ts';

// Troubles
export { createIncidents } from './create-incidents.ts';
export type { IncidentOptions, IncidentWatch } from './create-incidents.ts';
export type { Incident, Incidents } from './incident-state.ts';
