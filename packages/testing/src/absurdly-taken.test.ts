import { requireOptions } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { absurdlyTaken } from './absurdly-taken.ts';
import { functionsWithOptions } from './functions-with-options.ts';
import { optionRow } from './option-row.ts';

interface Options {
  readonly waitMs: number;
  readonly ask: () => void;
}
const every = { waitMs: 5, ask: () => {} };

const checked = (options: Options): void =>
  requireOptions('checked', options, { waitMs: 'a number above 0', ask: 'a function' });
const half = (options: Options): void =>
  requireOptions('half', options, { waitMs: 'a number above 0', ask: 'anything' });
const throws = (options: Options): void => options.ask.call(options.waitMs.toFixed());

it('names each absurd option that a factory takes in silence', async () => {
  expect(await absurdlyTaken(optionRow(checked, every))).toEqual([]);
  const taken = await absurdlyTaken(optionRow(half, every));
  expect([...new Set(taken.map(([option]) => option))]).toEqual(['ask']);
});

it('an error that names no mistake is no refusal', async () => {
  expect(await absurdlyTaken(optionRow(throws, every))).toContainEqual(['ask', null]);
});

it('hears a refusal that comes as a rejection', async () => {
  const later = optionRow(async (options: Options) => checked(options), every);
  expect(await absurdlyTaken(later)).toEqual([]);
});

it('finds the exported functions that take options', () => {
  const entry = {
    named: (_: string, options: object) => options,
    destructured: async ({ waitMs = Math.max(1, 2) }: { waitMs?: number } = {}) => waitMs,
    own(own: object) {
      return own;
    },
    none: (text: string) => ({ text }),
    Parts: class {
      options = {};
    },
    constant: { options: 5 },
  };
  expect(functionsWithOptions(entry)).toEqual(['named', 'destructured', 'own']);
});
