import { expect, it } from 'vitest';
import { readBackstoryMemo } from './backstory-memo.ts';

const wish = {
  ...{ characterId: '01977e5c-0000-7000-8000-000000000001', language: 'en', name: 'Mara' },
  ...{ role: '', temperament: null, traits: [], wish: '', before: '' },
};

it('reads the generation that a draft keeps', () => {
  const memo = { key: 'k', wish, poured: 12 };
  expect(readBackstoryMemo(JSON.stringify(memo))).toEqual(memo);
});

it.each(['', '{', '{}', JSON.stringify({ key: 'k', wish, poured: -1 })])(
  'knows of no generation from %j',
  (note) => expect(readBackstoryMemo(note)).toBeUndefined(),
);
