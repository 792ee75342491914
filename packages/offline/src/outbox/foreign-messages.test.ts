import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { readHint } from './hints.ts';
import { isWakeMessage, WAKE_MESSAGE } from './replay-signals.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const odd = fc.anything({ maxDepth: 1 });

it.each<[string, unknown, unknown]>([
  ['as it was posted', { ids: ['a', 'b'] }, ['a', 'b']],
  ['without members that are no id', { ids: [7, 'b', null] }, ['b']],
  ['as nothing without ids', { ids: 'a' }, undefined],
  ['as nothing where it is none', null, undefined],
])('a hint of another tab is read %s', (_, message, hint) => {
  expect(readHint(message)).toEqual(hint);
});

it('any message between tabs is read as a hint of ids, or ignored', () => {
  const list = fc.array(fc.oneof(fc.nat(), fc.string({ unit: 'binary' }), odd));
  const near = fc.record({
    ids: fc.oneof(list, odd),
    ['__proto__']: odd,
  });
  const own = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(
    fc.property(fc.oneof(near, fc.anything()), (message) => {
      const ids = readHint(message) ?? [];
      expect(ids.every((id) => typeof id === 'string')).toBe(true);
    }),
    { numRuns: 10_000 },
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
});

it('any message to a worker wakes the worker only if it is the wake message', () => {
  expect(isWakeMessage(structuredClone(WAKE_MESSAGE))).toBe(true);
  const near = fc.record({ type: fc.oneof(fc.string(), odd) }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(near, fc.anything()), (message) => {
      expect(isWakeMessage(message)).toBe(false);
    }),
    { numRuns: 10_000 },
  );
});
