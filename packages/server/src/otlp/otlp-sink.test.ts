import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RollupRow } from '../monitoring/rollup.ts';
import {
  startReceiver,
  STATUS_OF_MOOD,
  type HttpReceiver,
} from '../relay/http/http-receiver.contract.ts';
import type { RelayedEvent } from '../relay/relay-event.ts';
import type { RelayNotice } from '../relay/relay-notice.ts';
import { relaySinkContract } from '../relay/relay-sink.contract.ts';
import { otlpSink } from './otlp-sink.ts';

const TOKEN = 'T0KEN-of-the-collector';
const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

const relayed = (body: unknown, id = 'e1'): RelayedEvent => ({
  ...{ sink: 'otlp', topic: 'alerts', key: 'k', id, position: 1, attempt: 1 },
  ...{ enqueuedAt: 2_500, traceparent: TRACE, body },
});

const text = (stringValue: string): { readonly stringValue: string } => ({ stringValue });

const row = (measure: string, detail: string, count: number): RollupRow =>
  ({ minute: 60_000, measure, operation: 'list', detail, release: '1', count }) as RollupRow;

const notice: RelayNotice = {
  ...{ title: 'Saving fails', severity: 'critical', state: 'firing', dedupKey: 'k', at: 1_000 },
  fields: [{ name: 'sessions', value: '41' }],
};

relaySinkContract({
  name: 'otlpSink',
  keepsOrder: false,
  async open() {
    const receiver = await startReceiver();
    return {
      // Too short for a retry of the exporter.
      sink: otlpSink({
        ...{ name: 'otlp', url: receiver.url, timeoutMs: 500 },
        headers: { authorization: TOKEN },
      }),
      event: (key, position) => ({ ...relayed(notice, `${key}-${position}`), key, position }),
      secrets: [TOKEN, receiver.url],
      set: (mood) => receiver.behave(STATUS_OF_MOOD[mood]),
      received: () => receiver.messages.length,
      readUpTo: receiver.readUpTo,
      // The exporter uses the real clock only.
      passDeadline: () => wait(1),
      close: receiver.close,
    };
  },
});

describe('what a collector receives', () => {
  let receiver: HttpReceiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  beforeEach(() => receiver.behave({ status: 200, body: '{}' }));
  afterAll(() => receiver.close());

  async function sent(...events: readonly RelayedEvent[]): Promise<unknown[]> {
    const sink = otlpSink({
      ...{ name: 'otlp', url: receiver.url, headers: { authorization: TOKEN } },
      resource: { 'service.name': 'fireside', 'service.version': '1.4.0' },
    });
    const verdicts = await sink.send(events, { signal: new AbortController().signal });
    await sink.close?.();
    return [...verdicts];
  }
  const paths = (): string[] => receiver.messages.map(({ path }) => path);
  const bodyOf = (path: string): unknown =>
    JSON.parse(receiver.messages.find((message) => message.path === path)?.body ?? 'null');

  it('is a log record for a notice and for a reported event, in the trace of the event', async () => {
    const failure = new Failure(catalogue.UNAVAILABLE, { incidentId: 'i1' }).toJSON();
    const event = {
      ...{ type: 'operation.settled', at: 2_000, operation: 'character.save', outcome: 'failed' },
      ...{ durationMs: 12, incidentId: 'i1', failure },
    };
    const report = { id: 'e2', severity: 'critical', release: '1.3.9', session: 'p1', event };
    expect(await sent(relayed(notice), relayed(report, 'e2'))).toEqual([
      { outcome: 'done' },
      { outcome: 'done' },
    ]);
    expect(paths()).toEqual(['/v1/logs']);
    expect(receiver.messages[0]?.headers['authorization']).toBe(TOKEN);
    const trace = { traceId: TRACE.slice(3, 35), spanId: TRACE.slice(36, 52) };
    expect(bodyOf('/v1/logs')).toMatchObject({
      resourceLogs: [
        {
          resource: {
            attributes: [
              { key: 'service.name', value: text('fireside') },
              { key: 'service.version', value: text('1.4.0') },
            ],
          },
          scopeLogs: [
            {
              logRecords: [
                {
                  ...trace,
                  timeUnixNano: '1000000000',
                  observedTimeUnixNano: '2500000000',
                  severityNumber: 21,
                  eventName: 'holdfast.notice',
                  body: text('Saving fails'),
                  attributes: expect.arrayContaining([
                    { key: 'holdfast.notice.field.sessions', value: text('41') },
                    { key: 'log.record.uid', value: text('e1') },
                  ]),
                },
                {
                  ...trace,
                  eventName: 'holdfast.operation.settled',
                  attributes: expect.arrayContaining([
                    { key: 'holdfast.operation', value: text('character.save') },
                    { key: 'holdfast.duration', value: { doubleValue: 0.012 } },
                    { key: 'error.type', value: text('UNAVAILABLE') },
                    { key: 'holdfast.release', value: text('1.3.9') },
                    { key: 'session.id', value: text('p1') },
                  ]),
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('is a point for each minute of a count, with the times of that minute', async () => {
    const rollups = [
      row('failure', 'UNAVAILABLE', 3),
      row('latency', '20', 2),
      row('latency', '33', 1),
      row('memory', 'bytes', 600),
      row('memory', 'samples', 3),
      row('of another version', '', 3),
    ];
    expect(await sent(relayed({ rollups }))).toEqual([{ outcome: 'done' }]);
    expect(paths()).toEqual(['/v1/metrics']);
    const times = { startTimeUnixNano: '60000000000', timeUnixNano: '120000000000' };
    const { resourceMetrics } = bodyOf('/v1/metrics') as {
      resourceMetrics: { scopeMetrics: { metrics: Record<string, unknown>[] }[] }[];
    };
    const [failures, latency, memory, ...others] =
      resourceMetrics[0]?.scopeMetrics[0]?.metrics ?? [];
    expect(failures).toMatchObject({
      ...{ name: 'holdfast.failures', unit: '{failure}' },
      sum: {
        ...{ isMonotonic: true, aggregationTemporality: 1 },
        dataPoints: [
          {
            ...times,
            asDouble: 3,
            attributes: [
              { key: 'holdfast.operation', value: { stringValue: 'list' } },
              { key: 'error.type', value: { stringValue: 'UNAVAILABLE' } },
              { key: 'holdfast.release', value: { stringValue: '1' } },
            ],
          },
        ],
      },
    });
    // Bucket 20 is about 35 ms, and bucket 33 about 375 ms.
    expect(latency).toMatchObject({
      ...{ name: 'holdfast.operation.duration', unit: 's' },
      histogram: {
        dataPoints: [
          { ...times, count: 3, bucketCounts: [0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        ],
      },
    });
    expect(memory).toMatchObject({
      ...{ name: 'holdfast.server.memory.bytes', unit: 'By' },
      gauge: { dataPoints: [{ ...times, asDouble: 200 }] },
    });
    expect(others).toEqual([]);
  });

  it('sends the others when one event cannot be sent', async () => {
    receiver.behave(({ body }) => ({ status: body.includes('poison') ? 400 : 200 }));
    const poison = { ...notice, title: 'poison' };
    const events = [relayed(notice), relayed(poison, 'e2'), relayed('nothing known', 'e3')];
    expect(await sent(...events)).toMatchObject([
      { outcome: 'done' },
      { outcome: 'dead', failure: { status: 400 } },
      { outcome: 'dead', failure: { code: 'DEFECT' } },
    ]);
  });
});

it.each(['', 'collector', 'ftp://host/T0KEN', 'https://T0KEN@host/', 'https://host/?key=T0KEN'])(
  'refuses a wrong address of a collector, and shows nothing of it: %s',
  (url) => {
    expect(() => otlpSink({ name: 'otlp', url })).toThrow(
      expect.objectContaining({
        code: 'DEFECT',
        details: { remedy: expect.not.stringContaining('T0KEN') },
      }),
    );
  },
);
