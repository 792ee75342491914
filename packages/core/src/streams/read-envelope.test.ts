import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTerminal } from './envelope.ts';
import { readEnvelope } from './read-envelope.ts';

describe('an envelope', () => {
  it.each<object>([
    { seq: 1, type: 'start', id: 's1' },
    { seq: 1, type: 'start', id: 's1', estimateMicros: 900 },
    { seq: 2, type: 'delta', offset: 0, text: 'né 🦊' },
    { seq: 4, type: 'usage', micros: 12 },
    { seq: 5, type: 'done', offset: 8, reason: 'stop' },
    { seq: 5, type: 'interrupted', offset: 8, reason: 'cancelled' },
    { seq: 5, type: 'error', problem: { status: 500 } },
  ])('of the protocol is taken as it is: %j', (envelope) => {
    expect(readEnvelope(envelope)).toBe(envelope);
  });

  it.each(['choice', 'constructor', '__proto__', ''])(
    'of any other type is the app’s own, without its number: %j',
    (type) => {
      expect(readEnvelope({ seq: 2, type, options: [1] })).toEqual({
        seq: 2,
        type: 'own',
        event: { type, options: [1] },
      });
    },
  );

  it.each<unknown>([
    null,
    'text',
    7,
    [],
    {},
    { type: 'delta', offset: 0, text: 'no number' },
    { seq: 0, type: 'choice' },
    { seq: 1.5, type: 'choice' },
    { seq: '1', type: 'choice' },
    { seq: 1 },
    { seq: 1, type: 7 },
    { seq: 1, type: 'start' },
    { seq: 1, type: 'start', id: 's1', estimateMicros: -1 },
    { seq: 2, type: 'delta', text: 'no offset' },
    { seq: 2, type: 'delta', offset: -1, text: '' },
    { seq: 2, type: 'delta', offset: 0, text: 'half a pair \ud83e' },
    { seq: 2, type: 'usage', micros: 0.5 },
    { seq: 2, type: 'done' },
    { seq: 2, type: 'interrupted', offset: 0 },
  ])('has its shape or is none: %j', (value) => {
    expect(readEnvelope(value)).toBeUndefined();
  });

  it('is looked for in anything without a crash', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        readEnvelope(value);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the end of a stream', () => {
  it.each<[string, { type: string; reason?: unknown }, boolean]>([
    ['is done', { type: 'done' }, true],
    ['is an error', { type: 'error' }, true],
    ['is an interruption', { type: 'interrupted', reason: 'cancelled' }, true],
    ['is not a server that stops', { type: 'interrupted', reason: 'server-stopping' }, false],
    ['is no text', { type: 'delta' }, false],
  ])('%s', (_, envelope, expected) => {
    expect(isTerminal(envelope)).toBe(expected);
  });
});
