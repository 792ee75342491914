import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/index.ts';
import { openTelemetryLogSink, type LogRecordLike } from './open-telemetry-log-sink.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

function recordsOf(
  events: readonly TelemetryEvent[],
  options?: Parameters<typeof openTelemetryLogSink>[1],
): readonly LogRecordLike[] {
  const records: LogRecordLike[] = [];
  const sink = openTelemetryLogSink({ emit: (record) => void records.push(record) }, options);
  for (const event of events) sink(event);
  return records;
}

const failed: TelemetryEvent = {
  ...{ type: 'attempt.settled', at: 5, name: 'notes', attempt: 2, durationMs: 1_500, delayMs: 250 },
  ...{ incidentId: 'i1', failure: new Failure(NETWORK_FAILED).toJSON() },
};
const begun: TelemetryEvent = { type: 'operation.started', at: 6, operation: 'note.add' };
const network: TelemetryEvent = { type: 'connectivity.changed', at: 7, state: 'offline' };

describe('the log sink of OpenTelemetry', () => {
  it('writes a line for a person, and the members as attributes with durations in seconds', () => {
    const [record] = recordsOf([failed], { from: 'debug' });
    expect(record).toMatchObject({
      timestamp: new Date(5),
      eventName: 'holdfast.attempt.settled',
      body: expect.stringContaining('NETWORK_FAILED') as string,
      attributes: {
        'holdfast.name': 'notes',
        'holdfast.attempt': 2,
        'holdfast.duration': 1.5,
        'holdfast.delay': 0.25,
        'holdfast.incident_id': 'i1',
        'error.type': 'NETWORK_FAILED',
      },
    });
    expect(Object.keys(record?.attributes ?? {})).not.toContain('holdfast.failure');
  });

  it('writes only from the given severity on, which is info by default', () => {
    const from = (severity?: 'debug' | 'critical'): number =>
      recordsOf([failed, begun, network], severity && { from: severity }).length;
    expect([from('debug'), from('critical')]).toEqual([3, 0]);
    const texts = recordsOf([failed, begun, network]).map(({ severityText }) => severityText);
    expect(texts).not.toContain('DEBUG');
    expect(texts.length).toBeGreaterThan(0);
  });
});
