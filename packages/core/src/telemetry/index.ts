export type { TelemetryEvent, TelemetrySink } from './telemetry-event.ts';
export { fanOut } from './fan-out.ts';
