import { expect, it } from 'vitest';
import { absurdOptions } from './absurd-options.ts';

it('gives each option values that are no numbers, functions, texts, flags, lists or ports', () => {
  const every = {
    waitMs: 5,
    ask: () => {},
    name: 'a',
    isOn: true,
    urls: ['a'],
    port: { get() {} },
  };
  const named = absurdOptions(every).map(([option]) => option);
  expect([...new Set(named)]).toEqual(Object.keys(every));
  expect(absurdOptions({ waitMs: 5 })).toContainEqual(['waitMs', Number.NaN]);
  expect(absurdOptions({ port: { get() {} } })).toContainEqual(['port', {}]);
});

it('asks a count, but no time, to be whole', () => {
  expect(absurdOptions({ most: 5 })).toContainEqual(['most', 1.5]);
  expect(absurdOptions({ waitMs: 5 })).not.toContainEqual(['waitMs', 1.5]);
});

it('leaves an option out whose sample is missing', () => {
  expect(absurdOptions({ anything: undefined })).toEqual([]);
});
