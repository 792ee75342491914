import { requireOptions } from '@holdfast/core/parts';
import { describeEvent, severityOf, type TelemetrySink } from '@holdfast/core/telemetry';

type Measure = (
  name: string,
  options: { readonly start: number; readonly end: number; readonly detail: unknown },
) => unknown;

export interface ChromeTracksOptions {
  /** @default performance.measure */
  readonly measure?: Measure;
  /** The wall-clock time at which the page's performance clock was 0. @default performance.timeOrigin */
  readonly originMs?: number;
}

const TRACKS: Readonly<Record<string, string>> = {
  'operation.settled': 'Operations',
  'attempt.settled': 'Attempts',
  'outbox.changed': 'Outbox',
  'outbox.burst': 'Outbox',
  'incident.closed': 'Incidents',
};
const COLOURS = {
  debug: 'primary-light',
  info: 'primary',
  warning: 'tertiary',
  critical: 'error',
} as const;

/** Shows operations, attempts, the outbox and incidents as tracks in the performance panel of Chrome. */
export function chromeTracksSink(options: ChromeTracksOptions = {}): TelemetrySink {
  requireOptions('chromeTracksSink', options, {
    measure: 'a function?',
    originMs: 'a number from 0 on?',
  });

  const { measure = webMeasure, originMs = performance.timeOrigin } = options;
  return (event) => {
    const track = TRACKS[event.type];
    if (track === undefined) return;
    const text = describeEvent(event);
    const name = 'name' in event ? event.name : 'operation' in event ? event.operation : event.type;
    const color = 'failure' in event && event.failure ? COLOURS[severityOf(event)] : 'primary';
    const end = Math.max(0, event.at - originMs);
    const start = Math.max(0, end - ('durationMs' in event ? event.durationMs : 0));
    const properties = event.incidentId === undefined ? [] : [['incident', event.incidentId]];
    const entry = { dataType: 'track-entry', track, trackGroup: 'Holdfast', color };
    measure(name, {
      start,
      end,
      detail: { devtools: { ...entry, properties, tooltipText: text } },
    });
  };
}

const webMeasure: Measure = (name, options) => {
  performance.measure(name, options);
  // The page keeps entries of its own timeline for as long as it lives, so the sink removes them.
  performance.clearMeasures(name);
};
