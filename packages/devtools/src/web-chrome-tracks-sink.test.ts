import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { chromeTracksSink } from './web-chrome-tracks-sink.ts';

it('draws an attempt as a bar of its length in a track of Chrome, in red when it failed badly', () => {
  const drawn: unknown[] = [];
  const sink = chromeTracksSink({
    originMs: 1_000,
    measure: (...entry) => void drawn.push(entry),
  });
  const failure = { ...new Failure(NETWORK_FAILED).toJSON(), severity: 'critical' as const };
  sink({
    ...{ type: 'attempt.settled', at: 1_500, name: 'note.list', attempt: 1, durationMs: 200 },
    ...{ incidentId: 'i', notRetried: 'attempts', failure },
  });
  sink({ type: 'connectivity.changed', at: 1_500, state: 'online' });
  expect(drawn).toMatchObject([
    [
      'note.list',
      {
        ...{ start: 300, end: 500 },
        detail: {
          devtools: {
            ...{ dataType: 'track-entry', track: 'Attempts', trackGroup: 'Holdfast' },
            properties: [['incident', 'i']],
          },
        },
      },
    ],
  ]);
});

it('draws a change of an entry as a point under the name of its operation', () => {
  const drawn: unknown[] = [];
  const sink = chromeTracksSink({ originMs: 1_000, measure: (...one) => void drawn.push(one) });
  sink({ type: 'outbox.changed', at: 1_500, entryId: 'e', operation: 'save', state: 'queued' });
  expect(drawn).toMatchObject([['save', { start: 500, end: 500 }]]);
});

it('leaves no entry behind in the timeline of the page', () => {
  const before = performance.getEntriesByType('measure').length;
  chromeTracksSink()({
    ...{ type: 'operation.settled', at: Date.now(), operation: 'a', outcome: 'live' },
    durationMs: 5,
  });
  expect(performance.getEntriesByType('measure')).toHaveLength(before);
});
