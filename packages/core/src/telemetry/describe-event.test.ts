import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { UNAVAILABLE } from '../failures/kinds/http.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { consoleSink } from './console-sink.ts';
import { describeEvent, severityOf } from './describe-event.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

const at = 0;
const down = new Failure(UNAVAILABLE, { incidentId: 'i1' }).toJSON();
const defect = new Failure(DEFECT, { incidentId: 'i1' }).toJSON();

describe('every event', () => {
  it.each<[TelemetryEvent, string, string]>([
    [{ type: 'operation.started', at, operation: 'list' }, 'debug', 'list started'],
    [
      {
        type: 'operation.settled',
        at,
        operation: 'list',
        outcome: 'stale',
        durationMs: 12.4,
        failure: down,
      },
      'warning',
      `list is stale after 12 ms (UNAVAILABLE ${UNAVAILABLE.number})`,
    ],
    [
      {
        type: 'operation.settled',
        at,
        operation: 'tell',
        outcome: 'interrupted',
        durationMs: 9,
        failure: down,
        notResumed: 'attempts-used',
      },
      'warning',
      `tell is interrupted after 9 ms (UNAVAILABLE ${UNAVAILABLE.number}), not resumed: attempts-used`,
    ],
    [
      {
        type: 'attempt.settled',
        at,
        name: 'list',
        attempt: 1,
        durationMs: 5,
        failure: down,
        delayMs: 200,
        incidentId: 'i1',
      },
      'info',
      `list attempt 1 failed after 5 ms (UNAVAILABLE ${UNAVAILABLE.number}), again in 200 ms [i1]`,
    ],
    [
      {
        type: 'attempt.settled',
        at,
        name: 'list',
        attempt: 3,
        durationMs: 5,
        failure: down,
        notRetried: 'attempts',
      },
      'warning',
      `list attempt 3 failed after 5 ms (UNAVAILABLE ${UNAVAILABLE.number}), not again: attempts`,
    ],
    [
      { type: 'attempt.settled', at, name: 'list', attempt: 2, durationMs: 5 },
      'debug',
      'list attempt 2 succeeded after 5 ms',
    ],
    [{ type: 'circuit.changed', at, name: 'api', state: 'open' }, 'warning', 'api circuit is open'],
    [
      { type: 'circuit.changed', at, name: 'api', state: 'closed' },
      'info',
      'api circuit is closed',
    ],
    [
      { type: 'budget.changed', at, owner: 'ann', step: 'threshold', micros: 5, share: 0.8 },
      'warning',
      'ann budget threshold 5 µ, 80 % used',
    ],
    [
      { type: 'budget.changed', at, owner: 'ann', step: 'committed', micros: 5, share: 0.1 },
      'debug',
      'ann budget committed 5 µ, 10 % used',
    ],
    [
      { type: 'endpoint.changed', at, url: 'https://a', state: 'ejected' },
      'warning',
      'https://a is ejected',
    ],
    [{ type: 'endpoint.changed', at, url: 'https://a', state: 'in' }, 'info', 'https://a is in'],
    [
      {
        type: 'restart.changed',
        ...{ at, what: 'widget', name: 'Sparks', state: 'restarting', attempt: 2, delayMs: 400.4 },
      },
      'info',
      'The widget Sparks is restarted in 400 ms, attempt 2',
    ],
    [
      {
        type: 'restart.changed',
        ...{ at, what: 'widget', name: 'Sparks', state: 'restarting', attempt: 1 },
      },
      'info',
      'The widget Sparks is restarted, attempt 1',
    ],
    [
      {
        type: 'restart.changed',
        ...{ at, what: 'stream', name: 'story', state: 'healthy', attempt: 2 },
      },
      'info',
      'The stream story works again',
    ],
    [
      {
        type: 'restart.changed',
        ...{ at, what: 'worker', name: '/worker.js', state: 'given-up', attempt: 3 },
      },
      'warning',
      'The worker /worker.js stays down after 3 restarts',
    ],
    [
      { type: 'incident.opened', at, name: 'list', code: 'UNAVAILABLE', severity: 'warning' },
      'warning',
      'list is in trouble: UNAVAILABLE',
    ],
    [
      {
        type: 'incident.closed',
        at,
        name: 'list',
        code: 'UNAVAILABLE',
        recovered: true,
        durationMs: 9,
        failures: 2,
      },
      'info',
      'list recovered after 9 ms and 2 failures: UNAVAILABLE',
    ],
    [
      {
        type: 'incident.closed',
        at,
        name: 'list',
        code: 'UNAVAILABLE',
        recovered: false,
        durationMs: 9,
        failures: 2,
      },
      'info',
      'list was given up after 9 ms and 2 failures: UNAVAILABLE',
    ],
    [
      { type: 'outbox.changed', at, entryId: 'e1', operation: 'save', state: 'queued' },
      'debug',
      'save e1 is queued',
    ],
    [
      { type: 'outbox.held', at, entryId: 'e1', operation: 'save', waitsFor: 'place' },
      'debug',
      'save e1 waits: place',
    ],
    [
      { type: 'outbox.burst', at, sender: 'page', epoch: 1, sent: 3, waitedMs: 7 },
      'debug',
      'page sent 3 entries, having waited 7 ms',
    ],
    [
      { type: 'storage.damaged', at, database: 'outbox', rows: 2, failure: defect },
      'critical',
      'outbox has 2 rows lost or set aside (DEFECT 1690)',
    ],
    [
      { type: 'render.uncaught', at, failure: defect },
      'critical',
      'Nothing caught what broke while rendering (DEFECT 1690)',
    ],
    [
      { type: 'render.recovered', at, failure: defect },
      'critical',
      'React rendered again and goes on (DEFECT 1690)',
    ],
    [
      { type: 'boundary.caught', at, boundary: 'cast', failure: defect },
      'critical',
      'cast caught what broke inside (DEFECT 1690)',
    ],
    [
      { type: 'handler.caught', at, handler: 'like', route: 'inline', failure: defect },
      'critical',
      'like failed, and it is shown in place (DEFECT 1690)',
    ],
    [
      { type: 'handler.caught', at, handler: 'like', route: 'boundary', failure: defect },
      'critical',
      'like failed, and a boundary shows it (DEFECT 1690)',
    ],
    [{ type: 'draft.changed', at, draft: 'd1', state: 'saved' }, 'debug', 'd1 draft is saved'],
    [
      { type: 'connectivity.changed', at, state: 'offline' },
      'info',
      'The way to the server is offline',
    ],
  ])('has one line for a human: %j', (event, severity, line) => {
    expect(severityOf(event)).toBe(severity);
    expect(describeEvent(event)).toBe(line);
  });
});

const listen = (from?: 'debug' | 'critical') => {
  const lines: string[] = [];
  const write = (level: string) => (line: unknown, event: unknown) =>
    void lines.push(`${level}: ${String(line)} ${typeof event}`);
  const console = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  const sink = consoleSink(console, from ? { from } : {});
  sink({ type: 'operation.started', at, operation: 'list' });
  sink({ type: 'circuit.changed', at, name: 'api', state: 'open' });
  sink({ type: 'render.uncaught', at, failure: defect });
  return lines.map((line) => line.split(':')[0]);
};

describe('the console sink', () => {
  it('writes each event that is severe enough, at its level, with the event beside it', () => {
    expect(listen()).toEqual(['warn', 'error']);
    expect(listen('debug')).toEqual(['debug', 'warn', 'error']);
    expect(listen('critical')).toEqual(['error']);
  });
});
