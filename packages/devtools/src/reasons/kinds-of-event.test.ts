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
