import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { isTerminal } from './envelope.ts';
import { readEnvelope } from './read-envelope.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

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

  it('is looked for in any value, and has its shape when it is found', () => {
    const odd = fc.oneof(fc.nat(), fc.double(), fc.string({ unit: 'binary' }), fc.anything());
    const near = fc.record(
      {
        seq: fc.oneof({ arbitrary: fc.nat(), weight: 4 }, { arbitrary: odd, weight: 1 }),
        type: fc.oneof(
          fc.constantFrom('start', 'delta', 'usage', 'done', 'interrupted', 'error', '__proto__'),
          odd,
        ),
        ...{ id: odd, offset: odd, text: odd, micros: odd, reason: odd, estimateMicros: odd },
        // An own member of this name, as JSON gives it.
        ['__proto__']: odd,
      },
      { requiredKeys: ['seq', 'type'] },
    );
    const own = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(near, fc.anything({ withNullPrototype: true })), (value) => {
        const envelope = readEnvelope(value);
        expect((envelope?.seq ?? 1) > 0 && Number.isSafeInteger(envelope?.seq ?? 1)).toBe(true);
        const { offset = 0, text = '' } = envelope?.type === 'delta' ? envelope : {};
        // No half of a surrogate pair.
        expect(offset >= 0 && !/\p{Cs}/u.test(text)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
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
