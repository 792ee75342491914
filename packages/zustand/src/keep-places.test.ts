import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepPlaces } from './keep-places.ts';

const id = (item: string): string => item.toLowerCase();
const places = (shown: string, fresh: string): string =>
  keepPlaces(shown.split(''), fresh.split(''), id).join('');

describe('the places of a fresh list', () => {
  it.each([
    ['nothing was shown', '', 'abc', 'abc'],
    ['a new item was shown first, and the server puts it last', 'Xab', 'abx', 'xab'],
    ['an item is gone', 'abc', 'ac', 'ac'],
    ['an item of another device comes between two others', 'ab', 'aXb', 'aXb'],
    ['an item of another device comes first', 'ab', 'Xab', 'Xab'],
    ['both', 'Nab', 'aXbn', 'naXb'],
  ])('when %s', (_, shown, fresh, expected) => {
    expect(places(shown, fresh)).toBe(expected);
  });

  it('lose and add no item, and keep the order of those that were shown', () => {
    const list = fc.uniqueArray(fc.constantFrom(...'abcdefgh'.split('')), { maxLength: 8 });
    fc.assert(
      fc.property(list, list, (shown, fresh) => {
        const placed = keepPlaces(shown, fresh, id);
        expect([...placed].toSorted()).toEqual([...fresh].toSorted());
        expect(placed.filter((item) => shown.includes(item))).toEqual(
          shown.filter((item) => fresh.includes(item)),
        );
      }),
    );
  });
});
