import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from './rollup.ts';
import { always, rollupsUnderTest, settled, START, timeout } from './rollups.contract.ts';

const attempt = (more: object): TelemetryEvent => ({
  ...{ type: 'attempt.settled', at: START, name: 'story.tell', attempt: 1, durationMs: 5 },
  ...{ incidentId: 'i-1', ...more },
});
const spent = (micros: number): TelemetryEvent => ({
  ...{ type: 'budget.changed', at: START, owner: 'u-1', step: 'committed', micros, share: 0.5 },
});

describe('the counts of an event', () => {
  it.each<[string, readonly TelemetryEvent[], readonly string[]]>([
    [
      'an operation that worked',
      [settled('live')],
      ['latency story.tell 25 1', 'operation story.tell live 1'],
    ],
    [
      'operations that a page counted',
      [settled('live', { count: 7 }), settled('stale', { count: 2 })],
      [
        ...['cache story.tell stale 2', 'latency story.tell 25 9'],
        ...['operation story.tell live 7', 'operation story.tell stale 2'],
      ],
    ],
    [
      'a number of operations that no page can have had',
      [0, -1, 1.5, 10_001, Number.NaN, Number.POSITIVE_INFINITY].map((count) =>
        settled('live', { count }),
      ),
      ['latency story.tell 25 6', 'operation story.tell live 6'],
    ],
    [
      'as many operations as a page may have counted',
      [settled('live', { count: 10_000 })],
      ['latency story.tell 25 10000', 'operation story.tell live 10000'],
    ],
    ...[
      ...['live', 'fallback', 'failed'],
      ...['queued', 'blocked', 'streaming', 'interrupted'],
    ].map((outcome): [string, readonly TelemetryEvent[], readonly string[]] => [
      `an operation with the outcome ${outcome}`,
      [settled(outcome, { durationMs: Number.NaN })],
      [`operation story.tell ${outcome} 1`],
    ]),
    [
      'an operation with an outcome that no page of ours has',
      [settled('invented', { durationMs: Number.NaN })],
      ['operation story.tell other 1'],
    ],
    [
      'an operation that failed',
      [settled('failed', { failure: timeout })],
      ['failure story.tell TIMEOUT 1', 'latency story.tell 25 1', 'operation story.tell failed 1'],
    ],
    [
      'an answer from the cache',
      [settled('stale')],
      ['cache story.tell stale 1', 'latency story.tell 25 1', 'operation story.tell stale 1'],
    ],
    [
      'work that the user took back',
      [
        attempt({ failure: new Failure(catalogue.ABORTED).toJSON() }),
        settled('failed', { failure: new Failure(catalogue.ABORTED).toJSON() }),
      ],
      ['operation story.tell failed 1'],
    ],
    ['an attempt that worked', [attempt({})], []],
    ['a retry', [attempt({ failure: timeout, delayMs: 9 })], ['retry story.tell TIMEOUT 1']],
    ['a retry without a failure', [attempt({ delayMs: 9 })], ['retry story.tell  1']],
    ['a last attempt', [attempt({ failure: timeout })], ['failure story.tell TIMEOUT 1']],
    [
      'a refusal of access',
      [settled('failed', { failure: new Failure(catalogue.UNAUTHENTICATED).toJSON() })],
      [
        'auth story.tell UNAUTHENTICATED 1',
        'failure story.tell UNAUTHENTICATED 1',
        ...['latency story.tell 25 1', 'operation story.tell failed 1'],
      ],
    ],
    [
      'queued writes that wait, and that never got through',
      [
        ...(['waiting', 'dead'] as const).map((state): TelemetryEvent => ({
          ...{ type: 'outbox.changed', at: START, entryId: 'e', operation: 'note.add', state },
          failure: timeout,
        })),
        {
          type: 'outbox.changed',
          at: START,
          entryId: 'e',
          operation: 'note.add',
          state: 'applied',
        },
      ],
      ['failure note.add TIMEOUT 1', 'retry note.add TIMEOUT 1'],
    ],
    [
      'a trouble that ended, and one that was given up',
      [true, false].map((recovered): TelemetryEvent => ({
        ...{ type: 'incident.closed', at: START, name: 'note.add', code: 'TIMEOUT', failures: 2 },
        ...{ recovered, durationMs: 4000 },
      })),
      [
        'recovery note.add given-up 1',
        'recovery note.add recovered 1',
        'recovery-time note.add 46 1',
      ],
    ],
    [
      'a circuit',
      [{ type: 'circuit.changed', at: START, name: 'reads', state: 'open' }],
      ['circuit reads open 1'],
    ],
    [
      'money that was spent, and not money that was only set aside',
      (['reserved', 'committed', 'committed'] as const).map((step): TelemetryEvent => ({
        ...{ type: 'budget.changed', at: START, owner: 'u-1', step, micros: 400, share: 0.5 },
      })),
      ['cost   800'],
    ],
    ...[0, -1, Number.NaN, 1_000_000_001].map(
      (micros): [string, readonly TelemetryEvent[], readonly string[]] => [
        `no cost of ${micros} micro-units`,
        [spent(micros)],
        [],
      ],
    ),
    ...[1, 1_000_000_000].map((micros): [string, readonly TelemetryEvent[], readonly string[]] => [
      `a cost of ${micros} micro-units`,
      [spent(micros)],
      [`cost   ${micros}`],
    ]),
    ['a cost in whole micro-units', [spent(1.6)], ['cost   2']],
    [
      'a circuit in a state that no page of ours has',
      [{ type: 'circuit.changed', at: START, name: 'reads', state: 'ajar' as 'open' }],
      ['circuit reads other 1'],
    ],
    [
      'what broke outside of operations',
      [
        { type: 'boundary.caught', at: START, boundary: 'sparks', failure: timeout },
        { type: 'handler.caught', at: START, handler: 'like', route: 'inline', failure: timeout },
        { type: 'storage.damaged', at: START, database: 'drafts', rows: 2, failure: timeout },
        {
          type: 'draft.changed',
          at: START,
          draft: 'sheet of Mara',
          state: 'lost',
          failure: timeout,
        },
        { type: 'render.uncaught', at: START, failure: timeout },
      ],
      [
        'failure  TIMEOUT 2',
        ...['failure drafts TIMEOUT 1', 'failure like TIMEOUT 1', 'failure sparks TIMEOUT 1'],
      ],
    ],
  ])('has %s', async (_, events, expected) => {
    const { tell, words } = rollupsUnderTest();
    tell(...events);
    expect(await words()).toEqual(expected);
  });

  it('has a failure once, although an attempt and its operation both report it', async () => {
    const { tell, words } = rollupsUnderTest();
    const more = { failure: timeout, incidentId: 'i-1' };
    tell(attempt({ failure: timeout }), settled('failed', more), settled('failed', more));
    expect(await words()).toContain('failure story.tell TIMEOUT 2');
  });

  it('counts every event in the minute in which the server received it, under its release', async () => {
    const { stored, rollups, rows } = rollupsUnderTest();
    const event = { type: 'connectivity.changed', at: 7, state: 'online' } as const;
    rollups.events([
      stored(event),
      stored(event, { receivedAt: START + MINUTE_MS }),
      stored(event, { receivedAt: START + 2 * MINUTE_MS - 1 }),
      { id: 'old', severity: 'info', event, receivedAt: START },
    ]);
    expect((await rows()).map(({ operation, detail }) => operation + detail)).toEqual([
      ...['', '', ''],
    ]);
    expect(
      (await rows()).map(({ minute, measure, release, count }) => [
        minute,
        measure,
        release,
        count,
      ]),
    ).toEqual([
      [START, 'report', 'r1', 1],
      [START + MINUTE_MS, 'report', 'r1', 2],
      [START, 'report', '', 1],
    ]);
  });

  it('has each session that a trouble reached, and no session for a failure that is no trouble', async () => {
    const { stored, rollups, store } = rollupsUnderTest();
    const failed = settled('failed', { failure: timeout });
    const unknown = new Failure(catalogue.NOT_FOUND).toJSON();
    rollups.events([
      ...[stored(failed), stored(failed), stored(failed, { session: 's2' })],
      stored(settled('failed', { failure: unknown }), { session: 's3' }),
      { id: 'x', severity: 'info', event: failed, receivedAt: START },
    ]);
    await rollups.flush();
    expect(await store.affectedFailures(always)).toEqual([
      { operation: 'story.tell', code: 'TIMEOUT', sessions: 2 },
    ]);
  });
});
