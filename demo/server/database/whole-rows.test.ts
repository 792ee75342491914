import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { wholeRows } from './whole-rows.ts';

const Tags = z.strictObject({ id: z.string(), tags: z.array(z.enum(['a', 'b'])) });
const read = (...texts: readonly string[]) =>
  wholeRows(
    texts.map((tags, index) => ({ id: `${index}`, tags })),
    Tags,
    ({ id, tags }) => ({ id, tags: JSON.parse(tags) as unknown }),
  );

it('names no row while all are whole', () => {
  expect(read('["a"]', '["b"]')).toEqual({
    whole: [
      { id: '0', tags: ['a'] },
      { id: '1', tags: ['b'] },
    ],
  });
});

it.each(['{', '', 'null', '["c"]', '[1]', '["a\u0000"]'])(
  'answers every other row, and names the one with %j',
  (text) => {
    const { whole, damaged } = read('["a"]', text, '["b"]');
    expect(whole.map(({ id }) => id)).toEqual(['0', '2']);
    expect(damaged).toEqual(['1']);
  },
);
