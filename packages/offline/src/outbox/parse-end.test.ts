import { expect, it } from 'vitest';
import { parseEnd } from './parse-end.ts';

const row = (settlement: unknown, change: object = {}): object => ({
  ...{ id: 'a', owner: 'ann', settledAt: 1, settlement },
  ...change,
});
const cancelled = { kind: 'cancelled' };

it.each<[string, object]>([
  ['that was cancelled', row(cancelled)],
  ['that another entry took in', row({ kind: 'merged', into: 'b' })],
  ['that was applied', row({ kind: 'applied', replayed: false })],
  ['that was applied, and what it cost', row({ kind: 'applied', replayed: true, costMicros: 5 })],
])('the end of an entry %s is read', (_title, end) => {
  expect(parseEnd(end)).toBe(end);
});

it.each<[string, unknown]>([
  ['without a settlement', row(undefined)],
  ['of an unknown kind', row({ kind: 'lost' })],
  ['taken in by no entry', row({ kind: 'merged' })],
  ['applied, and perhaps replayed', row({ kind: 'applied', replayed: 1 })],
  ['with a cost that is no number', row({ kind: 'applied', replayed: true, costMicros: '5' })],
  ['without an id', row(cancelled, { id: 7 })],
  ['without an owner', row(cancelled, { owner: null })],
  ['without a time', row(cancelled, { settledAt: Number.NaN })],
  ['that is no object', 7],
])('an end %s is no end', (_title, end) => {
  expect(parseEnd(end)).toBeUndefined();
});
