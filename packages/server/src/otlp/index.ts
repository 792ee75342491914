/** Exports notices, events and counts to a collector of OpenTelemetry. */
export { otlpSink } from './otlp-sink.ts';
/** What `otlpSink` takes. */
export type { OtlpSinkOptions } from './otlp-sink.ts';
