import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { expect, it } from 'vitest';
import { parseEvent } from '../recording/parse-event.ts';
import { KINDS_OF_EVENT } from './kinds-of-event.ts';

const said = { type: 'restart.changed', at: 1, name: 'sparks' } as const;

it.each<Extract<TelemetryEvent, { readonly type: 'restart.changed' }>>([
  { ...said, what: 'widget', state: 'restarting', attempt: 1, incidentId: 'i-1' },
  { ...said, what: 'stream', state: 'restarting', attempt: 2, delayMs: 400 },
  { ...said, what: 'worker', state: 'healthy', attempt: 0 },
  { ...said, what: 'server', state: 'given-up', attempt: 5 },
])('the timeline lists the restarts of a $what, also of a recorded session', (event) => {
  expect(KINDS_OF_EVENT['Crashes and restarts']?.(event)).toBe(true);
  expect(KINDS_OF_EVENT['Troubles']?.(event)).toBe(event.state === 'given-up');
  expect(parseEvent(event)).toEqual(event);
});

it.each<[string, readonly TelemetryEvent['type'][]]>([
  ['Network and servers', ['connectivity.changed', 'endpoint.changed', 'circuit.changed']],
  ['Outbox', ['outbox.changed', 'outbox.held', 'outbox.burst']],
  [
    'Crashes and restarts',
    [
      ...(['restart.changed', 'boundary.caught', 'render.uncaught', 'render.recovered'] as const),
      ...(['handler.caught', 'storage.damaged', 'circuit.changed'] as const),
      ...(['endpoint.changed', 'incident.closed'] as const),
    ],
  ],
])('the timeline lists under "%s" these types and no draft', (kind, types) => {
  const isShown = KINDS_OF_EVENT[kind] ?? (() => false);
  expect(types.filter((type) => !isShown({ type, at: 1 } as TelemetryEvent))).toEqual([]);
  const draft = { type: 'draft.changed', at: 1, draft: 'd', state: 'saved' } as const;
  expect([isShown(draft), KINDS_OF_EVENT['Everything']?.(draft)]).toEqual([false, true]);
});
