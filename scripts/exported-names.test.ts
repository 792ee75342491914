import { expect, it } from 'vitest';
import { ambiguous, exportedNames, namesIn } from './exported-names.ts';

it('finds the declaration of each name of an index', () => {
  const index = `
    // Reads
    export { one, type Two } from './a/b.ts';
    /** A part. export { none } from './none.ts' */
    export type { Three as Four } from '../c.ts';
  `;
  expect(namesIn(index, 'packages/x/src')).toEqual([
    { name: 'one', declared: 'packages/x/src/a/b.ts one' },
    { name: 'Two', declared: 'packages/x/src/a/b.ts Two' },
    { name: 'Four', declared: 'packages/x/c.ts Three' },
  ]);
});

it('takes a name for ambiguous only when its declarations differ', () => {
  const names = [
    { name: 'one', entry: 'x', declared: 'a one' },
    { name: 'one', entry: 'x/parts', declared: 'a one' },
    { name: 'two', entry: 'x', declared: 'a two' },
    { name: 'two', entry: 'y', declared: 'b two' },
  ];
  expect(ambiguous(names)).toEqual(['two: x (a two), y (b two)']);
});

it('gives each exported name one meaning, in whatever entry it stands', () => {
  const names = exportedNames();
  expect(names.length).toBeGreaterThan(400);
  expect(ambiguous(names)).toEqual([]);
});
