import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { memoryBeaconBuffer, type TelemetryEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { troubleReports } from './trouble-reports.ts';

const settled = (outcome: string, more: object = {}): TelemetryEvent => ({
  ...{ type: 'operation.settled', at: 1, operation: 'story.list', outcome, durationMs: 40 },
  ...more,
});

/** The events that wait for the server. */
async function reported(events: readonly TelemetryEvent[]): Promise<readonly TelemetryEvent[]> {
  const beaconBuffer = memoryBeaconBuffer();
  const runtime = { beaconBuffer, platform: createVirtualPlatform() };
  const { sink, dispose } = troubleReports('http://127.0.0.1:9/telemetry', runtime);
  for (const event of events) sink(event);
  const waiting = await beaconBuffer.load();
  dispose();
  return waiting.map(({ event }) => event);
}

it('reports no single success', async () => {
  expect(await reported([settled('live'), settled('stale')])).toEqual([]);
});

it('says with a failure how often the operation worked before', async () => {
  const failure = new Failure(catalogue.TIMEOUT).toJSON();
  const all = [settled('live'), settled('live'), settled('stale'), settled('failed', { failure })];
  expect(await reported(all)).toMatchObject([
    { outcome: 'live', count: 2 },
    { outcome: 'stale', count: 1 },
    { outcome: 'failed', failure: { code: 'TIMEOUT' } },
    { type: 'incident.opened' },
  ]);
});
