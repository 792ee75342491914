import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it, vi } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { catalogue } from '../failures/catalogue.ts';
import { createSuccessCounts } from './create-success-counts.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

const settled = (operation: string, durationMs: number, outcome = 'live'): TelemetryEvent => ({
  ...{ type: 'operation.settled', at: 1, operation, outcome, durationMs },
});

function counting(maxRows = 50) {
  const platform = createVirtualPlatform();
  const told: TelemetryEvent[] = [];
  const counts = createSuccessCounts({ sink: (event) => told.push(event), maxRows, platform });
  return { platform, told, counts };
}

it('reports one event for all successes of an operation that took about equally long', async () => {
  const { platform, told, counts } = counting();
  for (const ms of [100, 101, 102, 900]) counts.sink(settled('note.list', ms));
  counts.sink(settled('note.list', 100, 'stale'));
  counts.sink(settled('note.add', 0));
  await platform.advance(299_999);
  expect(told).toEqual([]);
  await platform.advance(1);
  expect(told).toMatchObject([
    { operation: 'note.list', outcome: 'live', durationMs: 102, count: 3 },
    { operation: 'note.list', outcome: 'live', durationMs: 900, count: 1 },
    { operation: 'note.list', outcome: 'stale', count: 1 },
    { operation: 'note.add', durationMs: 0, count: 1 },
  ]);
  await platform.advance(600_000);
  expect(told).toHaveLength(4);
});

it('counts no failure, and only operations', () => {
  const { told, counts } = counting();
  const failure = new Failure(catalogue.TIMEOUT).toJSON();
  counts.sink({ ...settled('note.list', 5, 'failed'), failure } as TelemetryEvent);
  counts.sink({ type: 'operation.started', at: 1, operation: 'note.list' });
  counts.flush();
  expect(told).toEqual([]);
});

it('reports at once when there are as many events as may be reported together', () => {
  const { told, counts } = counting(3);
  for (const name of ['a', 'b', 'a', 'c', 'd']) counts.sink(settled(name, 5));
  expect(told.map((event) => 'operation' in event && event.operation)).toEqual(['a', 'b', 'c']);
  expect(told).toMatchObject([{ count: 2 }, { count: 1 }, { count: 1 }]);
});

it('reports the rest when the app asks, and leaves no timer', async () => {
  const { platform, told, counts } = counting();
  counts.sink(settled('note.list', 5));
  counts.dispose();
  expect(told).toHaveLength(1);
  await platform.advance(600_000);
  expect(told).toHaveLength(1);
});

it('reports the other counts when the sink throws for one', async () => {
  const platform = createVirtualPlatform();
  const told: TelemetryEvent[] = [];
  vi.stubGlobal('reportError', () => {});
  const counts = createSuccessCounts({
    platform,
    sink(event) {
      told.push(event);
      if (told.length === 1) throw new Error('full');
    },
  });
  counts.sink(settled('note.list', 100));
  counts.sink(settled('note.add', 100));
  counts.flush();
  vi.unstubAllGlobals();
  expect(told).toMatchObject([{ operation: 'note.list' }, { operation: 'note.add' }]);
});
