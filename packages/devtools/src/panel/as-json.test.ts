import { expect, it } from 'vitest';
import { asJson } from './as-json.ts';

const circle: unknown[] = [];
circle.push({ circle });
const twice = { a: 1 };

it.each([['text'], [0], [null], [[1, [true]]], [{ a: undefined, b: [] }], [[twice, twice]]])(
  '%j is JSON as a whole',
  (value) => {
    expect(JSON.parse(asJson(value) ?? '')).toEqual(JSON.parse(JSON.stringify(value)));
  },
);

it.each<[string, unknown]>([
  ['no input', undefined],
  ['a large number', 1n],
  ['no number', { a: Number.NaN }],
  ['a date', { at: new Date(0) }],
  ['a map', [new Map([['a', 1]])]],
  ['bytes', new Uint8Array(1)],
  ['a file', { file: new Blob(['a']) }],
  ['a circle', circle],
])('%s is no JSON, or not as a whole', (_, value) => {
  expect(asJson(value)).toBeUndefined();
});
