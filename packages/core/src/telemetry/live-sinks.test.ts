import { expect, it } from 'vitest';
import { fanOut } from './live-sinks.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

const event = (at: number): TelemetryEvent => ({ type: 'operation.started', at, operation: 'a' });

it('tells a listener that joins late the latest events, then each one until it leaves', () => {
  const given: number[] = [];
  const joined: number[] = [];
  const sink = fanOut([({ at }) => void given.push(at)]);
  for (let at = 0; at < 700; at += 1) sink(event(at));
  const leave = sink.join(({ at }) => void joined.push(at));
  sink(event(700));
  leave();
  sink(event(701));
  expect(given).toHaveLength(702);
  expect([joined[0], joined.length, joined.at(-1)]).toEqual([200, 501, 700]);
});
