import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { expect, it } from 'vitest';
import type { Recorded } from '../recording/recording.ts';
import { circuitsHeard } from './circuits-heard.ts';

const recorded = (event: TelemetryEvent): Recorded => ({ event }) as Recorded;
const changed = (name: string, state: 'open' | 'half-open' | 'closed', at: number): Recorded =>
  recorded({ type: 'circuit.changed', name, state, at });

it('each circuit of a session comes once, by name, with its last state and how often it opened', () => {
  const events = [
    changed('note.list', 'open', 1),
    changed('api', 'open', 2),
    recorded({ type: 'connectivity.changed', state: 'offline', at: 3 }),
    changed('note.list', 'half-open', 4),
    changed('note.list', 'open', 5),
  ];
  expect(circuitsHeard(events, [])).toEqual([
    { name: 'api', state: 'open', at: 2, opened: 1 },
    { name: 'note.list', state: 'open', at: 5, opened: 2 },
  ]);
});

it('a circuit that has a card of its own comes not a second time', () => {
  expect(circuitsHeard([changed('api', 'open', 1)], ['api'])).toEqual([]);
});
