import { severityOf, type TelemetryEvent } from '@holdfast/core/telemetry';

type Test = (event: TelemetryEvent) => boolean;

const types =
  (...wanted: readonly TelemetryEvent['type'][]): Test =>
  ({ type }) =>
    wanted.includes(type);

/**
 * The choices of the timeline. `Crashes and restarts` lists everything that broke and recovered: parts of the page,
 * databases, streams, addresses, circuits and troubles as a whole.
 */
export const KINDS_OF_EVENT: Readonly<Record<string, Test>> = {
  Everything: () => true,
  Troubles: (event) => ['warning', 'critical'].includes(severityOf(event)),
  'Crashes and restarts': (event) =>
    types(
      'restart.changed',
      'boundary.caught',
      'render.uncaught',
      'render.recovered',
      'handler.caught',
      'storage.damaged',
      'circuit.changed',
      'endpoint.changed',
      'incident.closed',
    )(event) ||
    (event.type === 'operation.settled' && event.notResumed !== undefined),
  'Network and servers': types('connectivity.changed', 'endpoint.changed', 'circuit.changed'),
  Outbox: types('outbox.changed', 'outbox.held', 'outbox.burst'),
};
