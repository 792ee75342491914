import { failureOf } from '@holdfast/core';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTroubledWorld, listNotes } from '../panel-stage.contract.ts';
import { createRecorder } from './create-recorder.ts';
import { exportSession } from './export-session.ts';
import { parseEvent } from './parse-event.ts';
import { replaySession } from './replay-session.ts';

async function recorded(): Promise<string> {
  const { holdfast, platform } = createTroubledWorld();
  const recorder = createRecorder({ platform });
  recorder.attach(holdfast);
  const read = holdfast.run(listNotes);
  await platform.advance(20_000);
  await read;
  return exportSession(recorder);
}

const refusalOf = (file: unknown): string => {
  try {
    replaySession(typeof file === 'string' ? file : JSON.stringify(file));
  } catch (error) {
    const { code, details } = failureOf(error)!;
    const { issues = [] } = (details ?? {}) as { issues?: readonly { pointer: string }[] };
    return [code, ...issues.map(({ pointer }) => pointer)].join(' ');
  }
  return 'read';
};

it('restores an exported session, and exports the same file again', async () => {
  const file = await recorded();
  const session = replaySession(file);
  expect(JSON.parse(exportSession(session))).toEqual(JSON.parse(file));
  expect(session.getSnapshot().events.at(-1)).toMatchObject({
    kind: 'read',
    retries: 2,
    event: { type: 'operation.settled', outcome: 'live' },
  });
  expect(session.getSnapshot()).toBe(session.getSnapshot());
});

const ended = (durationMs: number) => ({
  ...{ type: 'operation.settled', at: 1_000, operation: 'a', outcome: 'live', durationMs },
});

it.each<[string, object]>([
  ['a duration that is no number', ended(Number.NaN)],
  ['a time that is none', { ...ended(1), at: Number.NaN }],
  ['an endless duration', ended(Number.POSITIVE_INFINITY)],
  ['a name that is too long', { ...ended(1), operation: 'x'.repeat(501) }],
  ['a type that no version knows', { type: 'mood.changed', at: 1_000 }],
])('brings back the rest of a session with an event of %s', (_, broken) => {
  const recorder = createRecorder({ platform: createVirtualPlatform() });
  for (const event of [ended(-5), broken, ended(7)]) recorder.sink(event as TelemetryEvent);
  const { events, dropped, seconds } = replaySession(exportSession(recorder)).getSnapshot();
  expect(events.map(({ event }) => event)).toEqual([ended(-5), ended(7)]);
  expect([dropped, seconds.length]).toEqual([1, 1]);
});

it('brings back the latest events of a session that is longer than a file', () => {
  const recorder = createRecorder({ platform: createVirtualPlatform(), capacity: 12_000 });
  for (let at = 1; at <= 11_000; at += 1) recorder.sink({ ...ended(1), at } as TelemetryEvent);
  const { events, dropped } = replaySession(exportSession(recorder)).getSnapshot();
  expect([events.length, dropped, events.at(-1)?.event.at]).toEqual([10_000, 1_000, 11_000]);
});

it('saves no member that an app has put into an event', () => {
  const recorder = createRecorder({ platform: createVirtualPlatform() });
  recorder.sink({ ...ended(1), email: 'mara@example.org' } as TelemetryEvent);
  expect(exportSession(recorder)).not.toContain('mara');
});

const base = { format: 'holdfast-session', version: 1, dropped: 0, seconds: [], events: [] };
const second = (at: number) => ({
  ...{ at, depth: 0 },
  ...{ ended: 0, failures: 0, totalMs: 0, slowestMs: 0 },
});
const started = { type: 'operation.started', at: 1, operation: 'a' };

it.each<[string, unknown, string]>([
  ['no JSON', '{', 'JSON_INVALID'],
  ['another file', { events: [] }, 'VALUE_INVALID /format'],
  ['nothing', 'null', 'VALUE_INVALID /format'],
  ['a later version', { ...base, version: 2, events: 'new' }, 'STORAGE_NEWER'],
  ['no version', { ...base, version: '1' }, 'VALUE_INVALID /version'],
  [
    'too many events',
    { ...base, events: Array.from({ length: 10_001 }, () => started) },
    'VALUE_INVALID /events',
  ],
  [
    'an unknown type',
    { ...base, events: [{ ...started, type: 'toString' }] },
    'VALUE_INVALID /events/0/type',
  ],
  [
    'a time that is none',
    { ...base, events: [started, { ...started, at: 'now' }] },
    'VALUE_INVALID /events/1/at',
  ],
  [
    'a missing member',
    { ...base, events: [{ ...started, operation: undefined }] },
    'VALUE_INVALID /events/0/operation',
  ],
  [
    'a text without end',
    { ...base, events: [{ ...started, operation: 'a'.repeat(501) }] },
    'VALUE_INVALID /events/0/operation',
  ],
  [
    'a failure that is none',
    { ...base, events: [{ type: 'render.uncaught', at: 1, failure: {} }] },
    'VALUE_INVALID /events/0/failure',
  ],
  [
    'a time that no clock has',
    { ...base, events: [{ ...started, at: 1e300 }] },
    'VALUE_INVALID /events/0/at',
  ],
  [
    'seconds out of order, whose gap would never end',
    { ...base, seconds: [second(0), second(8e15), second(1_000)] },
    'VALUE_INVALID /seconds/2',
  ],
  ['seconds that are no list', { ...base, seconds: { 0: second(0) } }, 'VALUE_INVALID /seconds'],
  [
    'an end of a trouble that does not say whether it recovered',
    {
      ...base,
      events: [
        {
          ...{ type: 'incident.closed', at: 1, name: 'a', code: 'TIMEOUT', recovered: 'yes' },
          ...{ durationMs: 1, failures: 1 },
        },
      ],
    },
    'VALUE_INVALID /events/0/recovered',
  ],
  ['a second of texts', { ...base, seconds: [{ at: '<b>' }] }, 'VALUE_INVALID /seconds/0'],
  ['a count below zero', { ...base, dropped: -1 }, 'VALUE_INVALID /dropped'],
])('refuses %s by name', (_, file, code) => {
  expect(refusalOf(file)).toBe(code);
});

it('leaves out unknown members, so that a file cannot bring in anything else', () => {
  const given = JSON.parse(
    '{"__proto__":{"x":1},"type":"operation.started","at":1,"operation":"a","evil":{"x":1}}',
  );
  expect(parseEvent(given)).toEqual(started);
});

it('answers any value with an event or the name of a member, and throws for none', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (at, operation) => {
      expect(typeof parseEvent(at)).toBe('string');
      const read = parseEvent({ type: 'operation.started', at, operation });
      expect(['string', 'object']).toContain(typeof read);
    }),
    { numRuns: 200 },
  );
});
