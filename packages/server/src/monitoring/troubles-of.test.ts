import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { expect, it } from 'vitest';
import type { StoredEvent } from '../telemetry/telemetry-store.ts';
import { troublesOf } from './troubles-of.ts';

let ids = 0;
const stored = (
  receivedAt: number,
  session: string | undefined,
  event: TelemetryEvent,
): StoredEvent => ({
  ...{ id: `e${(ids += 1)}`, severity: 'warning', receivedAt, event },
  ...(session !== undefined && { session }),
});
const opened = (incidentId: string, name = 'story.tell'): TelemetryEvent => ({
  ...{ type: 'incident.opened', at: 1, incidentId, name, code: 'TIMEOUT', severity: 'warning' },
});
const closed = (incidentId: string, recovered = true): TelemetryEvent => ({
  ...{ type: 'incident.closed', at: 2, incidentId, name: 'story.tell', code: 'TIMEOUT' },
  ...{ recovered, durationMs: 1, failures: 2 },
});

it('an outage that many pages report is one trouble, with the sessions that it reached', () => {
  const events = [
    stored(1000, 's1', opened('i1')),
    stored(2000, 's2', opened('i2')),
    stored(2500, 's2', { type: 'connectivity.changed', at: 1, state: 'offline' }),
    stored(3000, 's1', closed('i1')),
    stored(4000, 's1', opened('i3')),
    stored(5000, 's1', closed('i3', false)),
  ];
  const expected = {
    ...{ name: 'story.tell', code: 'TIMEOUT', severity: 'warning', firstAt: 1000, lastAt: 5000 },
    ...{ sessionsAffected: 2, open: 1, recovered: 1, givenUp: 1 },
    incidentIds: ['i1', 'i2', 'i3'],
  };
  expect(troublesOf(events)).toEqual([expected]);
  // A store gives the latest first.
  expect(troublesOf(events.toReversed())).toEqual([expected]);
});

it('a trouble that one batch opens and closes is over, in whichever order the store gives its events', () => {
  const events = [stored(1000, 's1', opened('i1')), stored(1000, 's1', closed('i1'))];
  expect(troublesOf(events)[0]?.open).toBe(0);
  expect(troublesOf(events.toReversed())[0]?.open).toBe(0);
});

it('incidents of different operations or different times are several troubles, the latest first', () => {
  const troubles = troublesOf(
    [
      stored(0, 's1', opened('i1')),
      stored(1, 's1', opened('i2', 'note.add')),
      stored(9999, 's1', closed('i1')),
      stored(20_000, 's2', opened('i3')),
    ],
    { joinMs: 10_000 },
  );
  expect(troubles.map(({ name, lastAt }) => [name, lastAt])).toEqual([
    ['story.tell', 20_000],
    ['story.tell', 9999],
    ['note.add', 1],
  ]);
});

it('incidents are one trouble with less than five minutes between their reports', () => {
  const first = opened('i1');
  const after = (ms: number) =>
    troublesOf([stored(1000, 's1', first), stored(1000 + ms, 's2', opened('i2'))]);
  expect(after(299_999)).toHaveLength(1);
  expect(after(300_000)).toHaveLength(2);
});

it('a trouble lasts as long as one report follows another', () => {
  const events = [0, 6, 12].map((at) => stored(at, 's1', opened(`i${at}`)));
  expect(troublesOf(events, { joinMs: 10 })).toMatchObject([{ firstAt: 0, lastAt: 12, open: 3 }]);
});

it('an incident without an id of its own counts by the id of its event', () => {
  const { incidentId: _, ...nameless } = opened('') as { incidentId: string };
  const event = nameless as TelemetryEvent;
  const [found] = troublesOf([stored(0, undefined, event), stored(1, undefined, event)]);
  expect(found).toMatchObject({ open: 2, sessionsAffected: 2 });
});

it('pages of an old version without sessions count by their incidents', () => {
  const events = [stored(1, undefined, opened('i1')), stored(2, undefined, opened('i2'))];
  expect(troublesOf(events)[0]?.sessionsAffected).toBe(2);
  expect(troublesOf([])).toEqual([]);
});
