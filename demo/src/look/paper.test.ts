import { expect, it } from 'vitest';
import { paperOf } from './paper.ts';

const id = '01900000-0000-7000-8000-00000000002a';

it('is the paper that the writer chose', () => {
  expect(paperOf({ id, look: { paper: 'rust', silhouette: 'tall', age: 30 } })).toBe('rust');
});

it('is always the same for a character without a look', () => {
  expect(paperOf({ id, look: null })).toBe(paperOf({ id }));
  const others = Array.from({ length: 6 }, (_, nth) => paperOf({ id: `${id.slice(0, -1)}${nth}` }));
  expect(new Set(others).size).toBe(6);
});
