import { defineRead, Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { fixedBackoff, pipeline, retry, tellAttempts } from '@holdfast/core/policies';
import {
  createIncidents,
  createMetrics,
  fanOut,
  type TelemetryEvent,
} from '@holdfast/core/telemetry';
import { createVirtualPlatform, createWorld, jsonAnswer } from '@holdfast/testing';
import { expect, it } from 'vitest';

const names = Array.from({ length: 40 }, (_, index) => `read ${index}`);
const [first, ...others] = names.map((name) =>
  defineRead(name, { request: () => ({ path: name }) }),
);

/** An app whose reads are tried three times, and whose sinks hear all events. */
function app() {
  const platform = createVirtualPlatform();
  const events: TelemetryEvent[] = [];
  const note = (event: TelemetryEvent): void => void events.push(event);
  const metrics = createMetrics({ platform });
  const incidents = createIncidents({ sinks: [note] });
  const sinks = [note, metrics.sink, incidents.sink];
  const sink = fanOut(sinks);
  if (!sink) throw new Error('There are sinks.');
  const again = retry({ backoff: fixedBackoff(100) });
  const reads = pipeline({ platform }, again, tellAttempts(sink));
  const world = createWorld({ platform, sinks, reads });
  return { ...world, platform, events, metrics, incidents };
}

it('a trouble has one id from its first failure through every retry to its recovery', async () => {
  const { holdfast, platform, transport, events, metrics, incidents } = app();
  let left = 2;
  transport.answerWith(() => {
    if ((left -= 1) >= 0) throw new Failure(NETWORK_FAILED);
    return jsonAnswer('well');
  });
  if (!first) throw new Error('There is a first.');
  const running = holdfast.run(first);
  await platform.advance(50);
  const [incident] = incidents.getSnapshot();
  await platform.advance(150);
  expect(await running).toMatchObject({ kind: 'live' });
  expect(incidents.getSnapshot()).toEqual([]);
  expect(events.map(({ type }) => type)).toEqual([
    'operation.started',
    'attempt.settled',
    'incident.opened',
    'attempt.settled',
    'attempt.settled',
    'incident.closed',
    'operation.settled',
  ]);
  expect(new Set(events.map(({ incidentId }) => incidentId))).toEqual(new Set([incident?.id]));
  expect(metrics.getSnapshot()).toMatchObject({
    failures: { byCode: { NETWORK_FAILED: 2 } },
    retries: { recovered: 1, failed: 1 },
    recovery: { recovered: 1, failed: 0, rate: 1 },
  });
});

it('an outage is one incident for all operations that it takes down, closed when the last one works again', async () => {
  const { holdfast, platform, transport, events, incidents } = app();
  const all = [first, ...others].flatMap((read) => read ?? []);
  const readAll = async (): Promise<unknown> => {
    const running = all.map((read) => holdfast.run(read));
    await platform.advance(1_000);
    return Promise.all(running);
  };
  await readAll();
  expect(incidents.getSnapshot()).toMatchObject([{ code: 'NETWORK_FAILED', names }]);
  transport.answerWith(() => jsonAnswer('well'));
  await readAll();
  expect(incidents.getSnapshot()).toEqual([]);
  const told = events.map(({ type }) => type).filter((type) => type.startsWith('incident.'));
  expect(told).toEqual(['incident.opened', 'incident.closed']);
});
