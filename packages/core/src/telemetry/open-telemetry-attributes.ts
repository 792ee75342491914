import type { TelemetryEvent } from './telemetry-event.ts';

export type Attributes = Record<string, string | number | boolean>;

/** The attributes of the failure of an event. `error.type` is OpenTelemetry's own name for the code of an error. */
export function failureAttributes(event: TelemetryEvent): Attributes {
  if (!('failure' in event) || !event.failure) return {};
  const { code, family } = event.failure;
  return { 'error.type': code, 'holdfast.failure.family': family };
}
