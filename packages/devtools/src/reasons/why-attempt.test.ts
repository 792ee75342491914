import { Failure } from '@holdfast/core';
import { NETWORK_FAILED, UNAVAILABLE } from '@holdfast/core/failures';
import type { NotRetried } from '@holdfast/core/policies';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { expect, it } from 'vitest';
import { belongsTo, focusOn } from './belongs-to.ts';
import { KINDS_OF_EVENT } from './kinds-of-event.ts';
import { whyAttempt } from './why-attempt.ts';

const attempt = (more: object): TelemetryEvent => ({
  ...{ type: 'attempt.settled', at: 5, name: 'a', attempt: 1, durationMs: 3 },
  ...more,
});
const busy = new Failure(UNAVAILABLE, { effect: 'none', retryAfterMs: 2_000 }).toJSON();
const lost = new Failure(NETWORK_FAILED, { effect: 'unknown' }).toJSON();

const sent = { type: 'outbox.changed', at: 1, entryId: 'e', operation: 'o' } as const;

it.each<[string, TelemetryEvent, string | undefined]>([
  ['a success', attempt({}), undefined],
  [
    'a busy server',
    attempt({ failure: busy, delayMs: 2_100.4 }),
    'Retried after 2100 ms: UNAVAILABLE says that another attempt later can help, and the server did nothing. It asks for a wait of 2000 ms.',
  ],
  [
    'a lost answer',
    attempt({ failure: lost, delayMs: 10 }),
    'Retried after 10 ms: NETWORK_FAILED says that another attempt later can help, and the call is safe to repeat.',
  ],
  ['an answer that the call asked for again', attempt({ delayMs: 50.6 }), 'Retried after 51 ms.'],
  [
    'a failure that another attempt helps at once',
    attempt({ failure: { ...lost, retry: 'now' }, delayMs: 0 }),
    'Retried after 0 ms: NETWORK_FAILED says that another attempt at once can help, and the call is safe to repeat.',
  ],
  [
    'a reason that only a later version knows',
    attempt({ failure: busy, notRetried: 'tired' }),
    'Not retried: tired.',
  ],
  [
    'a stream that a later version left',
    {
      ...{ type: 'operation.settled', at: 1, operation: 's', outcome: 'interrupted' },
      ...{ durationMs: 1, notResumed: 'tired' as never },
    },
    'Not resumed: tired.',
  ],
  [
    'an entry that waits',
    { ...sent, state: 'waiting', failure: busy },
    'The outbox tries again: UNAVAILABLE can pass by itself. It asks for a wait of 2000 ms.',
  ],
  [
    'an entry that is blocked',
    { ...sent, state: 'blocked:conflict', failure: lost },
    'Not retried: it waits for the user or the app (NETWORK_FAILED).',
  ],
  [
    'an entry that was applied after a failure',
    { ...sent, state: 'applied', failure: lost },
    undefined,
  ],
  ['an entry without a failure', { ...sent, state: 'dead' }, undefined],
  [
    'a last attempt',
    attempt({ failure: busy, notRetried: 'attempts' satisfies NotRetried }),
    'Not retried: it was the last attempt that the retry allows (maxAttempts).',
  ],
  [
    'a stream that was left',
    {
      ...{ type: 'operation.settled', at: 1, operation: 's', outcome: 'interrupted' },
      ...{ durationMs: 1, notResumed: 'aborted' },
    },
    'Not resumed: the reader left it.',
  ],
  [
    'a dead letter',
    { type: 'outbox.changed', at: 1, entryId: 'e', operation: 'o', state: 'dead', failure: lost },
    'Not retried: NETWORK_FAILED says that another attempt cannot help.',
  ],
  ['a network', { type: 'connectivity.changed', at: 1, state: 'online' }, undefined],
])('says why after %s', (_, event, sentence) => {
  expect(whyAttempt(event)).toBe(sentence);
});

const at = (time: number): TelemetryEvent => ({
  ...{ type: 'circuit.changed', at: time, name: 'reads', state: 'open' },
});

it('counts a change of a circuit to an incident when it happened between its first and its last event', () => {
  const own = [attempt({ at: 10, incidentId: 'i' }), attempt({ at: 20, incidentId: 'i' })];
  const focus = focusOn(
    own.map((event, seq) => ({ seq, event })),
    'i',
  );
  expect(
    [at(9), at(15), at(21), ...own.slice(0, 1), attempt({ at: 15, incidentId: 'j' })].map((one) =>
      belongsTo(focus, one),
    ),
  ).toEqual([false, true, false, true, false]);
  expect(belongsTo(focusOn([], undefined), at(1))).toBe(true);
});

it('lists everything that crashed and came back in one place', () => {
  const isShown = KINDS_OF_EVENT['Crashes and restarts'] ?? (() => false);
  const failure = lost;
  const ended: TelemetryEvent = {
    ...{ type: 'operation.settled', at: 1, operation: 's', outcome: 'interrupted', durationMs: 1 },
  };
  expect(
    (
      [
        { type: 'boundary.caught', at: 1, boundary: 'b', failure },
        { type: 'render.recovered', at: 1, failure },
        { type: 'circuit.changed', at: 1, name: 'c', state: 'closed' },
        { ...ended, notResumed: 'gone' },
        ended,
        { type: 'connectivity.changed', at: 1, state: 'online' },
      ] satisfies TelemetryEvent[]
    ).map(isShown),
  ).toEqual([true, true, true, true, false, false]);
});

it('has a sentence of its own for each reason why nothing followed', () => {
  const retries: Readonly<Record<NotRetried, true>> = {
    ...{ final: true, applied: true, unsafe: true, attempts: true, hint: true, deadline: true },
    ...{ budget: true, aborted: true, ended: true, disposed: true, 'circuit-open': true },
    ...{ 'circuit-isolated': true, 'bulkhead-full': true, 'rate-limited': true },
    'no-retry': true,
  };
  const streams = [
    ...(['aborted', 'not-retryable', 'attempts-used', 'hint-too-long'] as const),
    ...(['ended', 'gone', 'unfit'] as const),
  ];
  const sentences = [
    ...Object.keys(retries).map((notRetried) => whyAttempt(attempt({ failure: busy, notRetried }))),
    ...streams.map((notResumed) =>
      whyAttempt({
        ...{ type: 'operation.settled', at: 1, operation: 's', outcome: 'interrupted' },
        ...{ durationMs: 1, notResumed },
      }),
    ),
  ];
  expect(new Set(sentences).size).toBe(22);
  // A word alone is the answer for a reason that only a later version knows.
  for (const sentence of sentences) expect(sentence).toMatch(/^Not re\w+: \S+ \S+ .*\.$/);
});
