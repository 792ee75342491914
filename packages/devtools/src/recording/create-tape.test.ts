import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { expect, it } from 'vitest';
import { createTape } from './create-tape.ts';

const started = (at: number, incidentId = 'i'): TelemetryEvent => ({
  ...{ type: 'operation.started', at, operation: 'a', kind: 'read', incidentId },
});
const settled = (at: number, incidentId = 'i'): TelemetryEvent => ({
  ...{ type: 'operation.settled', at, operation: 'a', outcome: 'live', durationMs: 20, incidentId },
});
const retried = (at: number, delayMs: number | undefined): TelemetryEvent => ({
  ...{
    type: 'attempt.settled',
    at,
    name: 'a',
    attempt: 1,
    durationMs: 5,
    incidentId: 'i',
    delayMs,
  },
});

it('keeps the latest events up to its capacity, in order, and counts those that made room', () => {
  const tape = createTape(10_000);
  for (let at = 0; at < 25_000; at += 1)
    tape.write({ type: 'connectivity.changed', at, state: 's' });
  const { events, dropped } = tape.read();
  expect([events.length, dropped]).toEqual([10_000, 15_000]);
  expect(events.every(({ seq, event }, place) => seq === 15_000 + place && event.at === seq)).toBe(
    true,
  );
});

it('keeps no more than ten to twenty minutes of seconds, and a thousand running operations', () => {
  const tape = createTape(100);
  for (let at = 0; at < 5_000; at += 1) tape.write(settled(at * 1_000));
  for (let n = 0; n < 3_000; n += 1) tape.write(started(0, `i${n}`));
  const { seconds, running } = tape.read();
  expect(seconds.length).toBeGreaterThanOrEqual(600);
  expect(seconds.length).toBeLessThan(1_200);
  expect([running.length, running.at(-1)?.incidentId]).toEqual([1_000, 'i2999']);
});

it('ties the end of an operation to its kind and its retries', () => {
  const tape = createTape(10);
  for (const event of [started(0), retried(1, 100), retried(2, 100), retried(3, undefined)])
    tape.write(event);
  expect(tape.read().running).toMatchObject([{ operation: 'a', retries: 2 }]);
  tape.write(settled(4));
  expect(tape.read().events.at(-1)).toMatchObject({ kind: 'read', retries: 2 });
  expect(tape.read().running).toEqual([]);
});

it('adds up each second: the operations that ended, their durations, the failures and the depth of the outbox', () => {
  const tape = createTape(10);
  tape.depth(1_000, 3);
  tape.write(settled(1_100));
  tape.write({ ...settled(1_900), durationMs: 60 } as TelemetryEvent);
  tape.write(settled(4_000));
  // The clock was set back.
  tape.write(settled(2_000));
  expect(tape.read().seconds).toEqual([
    { at: 1_000, ended: 2, failures: 0, totalMs: 80, slowestMs: 60, depth: 3 },
    { at: 4_000, ended: 2, failures: 0, totalMs: 40, slowestMs: 20, depth: 3 },
  ]);
});

it('shows the present again after an event of a clock that was years ahead', () => {
  const tape = createTape(10);
  tape.write(settled(1_000));
  tape.write(settled(9e12));
  tape.write(settled(2_000));
  tape.write(settled(3_000));
  expect(tape.read().seconds.map(({ at, ended }) => [at, ended])).toEqual([
    [1_000, 1],
    [2_000, 1],
    [3_000, 1],
  ]);
});

it('has figures of each second that a file can hold, whatever events say', () => {
  const tape = createTape(10);
  for (const durationMs of [1e308, 1e308, Number.NaN, -5]) {
    tape.write({ ...settled(1_000), durationMs } as TelemetryEvent);
  }
  tape.write(settled(-5_000));
  const { seconds, events } = tape.read();
  expect(events).toHaveLength(5);
  expect(seconds).toMatchObject([{ at: 1_000, ended: 4 }]);
  expect(JSON.parse(JSON.stringify(seconds))).toEqual(seconds);
});
