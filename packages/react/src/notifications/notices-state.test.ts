import { describe, expect, it } from 'vitest';
import {
  NO_NOTICES,
  withNotice,
  withoutNotice,
  withoutNotices,
  type Notice,
} from './notices-state.ts';

const limits = { shown: 3, storm: 4, history: 5 };
const notice = (id: number, more: Partial<Notice> = {}): Notice => ({
  ...{ id, key: `key ${id}`, tone: 'error', text: `text ${id}`, actions: [], at: id, count: 1 },
  ...more,
});
const retry = [{ label: 'Try again', run: () => {} }];
const shownAfter = (...notices: readonly Notice[]): readonly Notice[] =>
  notices.reduce((list, one) => withNotice(list, one, limits), NO_NOTICES).shown;
const ids = (notices: readonly Notice[]): readonly number[] => notices.map(({ id }) => id);

describe('the list of notices', () => {
  it('counts a notice that comes again, in its place', () => {
    const same = notice(3, { key: 'key 1', text: 'again' });
    const shown = shownAfter(notice(1), notice(2), same);
    expect(ids(shown)).toEqual([1, 2]);
    expect(shown[0]).toMatchObject({ count: 2, text: 'again', at: 3 });
  });

  it('makes room by removing the oldest notice that may disappear', () => {
    const news = [1, 2, 3, 4].map((id) => notice(id, { tone: 'info' }));
    expect(ids(shownAfter(...news))).toEqual([2, 3, 4]);
    const [first = notice(0), ...rest] = news;
    const lasting = notice(9, { actions: retry });
    expect(ids(shownAfter(lasting, first, ...rest))).toEqual([9, 3, 4]);
  });

  it('makes one notice of many errors, also of errors that stay, and goes on counting', () => {
    const many = Array.from({ length: 12 }, (_, id) => notice(id + 1, { actions: retry }));
    const shown = shownAfter(...many, notice(99, { tone: 'info' }));
    expect(shown).toHaveLength(2);
    expect(shown[0]).toMatchObject({ count: 12 });
    // The list remembers the newest errors, and says how many there were.
    expect(ids(shown[0]?.storm ?? [])).toEqual([12, 11, 10, 9, 8]);
  });

  it('counts an error once that comes again within a storm', () => {
    const four = [1, 2, 3, 4].map((id) => notice(id));
    const [storm] = shownAfter(...four, notice(5, { key: 'key 1' }));
    expect(storm).toMatchObject({ count: 5 });
    expect(storm?.storm).toHaveLength(4);
  });

  it('keeps each error of a storm in its history, up to the limit', () => {
    const many = [1, 2, 3, 4, 5, 6, 7].map((id) => notice(id));
    const list = many.reduce((all, one) => withNotice(all, one, limits), NO_NOTICES);
    const { shown, history } = withoutNotice(list, list.shown[0]?.id ?? 0, limits);
    expect(shown).toEqual([]);
    expect(ids(history)).toEqual([7, 6, 5, 4, 3]);
  });

  it('keeps an error with an action in a storm of thousands without one', () => {
    const lasting = notice(1, { actions: retry });
    const others = Array.from({ length: 10_000 }, (_, at) => notice(at + 2));
    const [storm] = shownAfter(lasting, ...others);
    expect(storm).toMatchObject({ count: 10_001 });
    expect(ids(storm?.storm ?? [])).toEqual([10_001, 10_000, 9999, 9998, 1]);
  });

  it('removes errors that are over from a storm, and the storm itself with the last one', () => {
    const five = [1, 2, 3, 4, 5].map((id) => notice(id));
    const list = five.reduce((all, one) => withNotice(all, one, limits), NO_NOTICES);
    const { shown, history } = withoutNotices(list, ({ id }) => id <= 2, limits);
    expect(shown).toMatchObject([{ count: 3 }]);
    expect([ids(shown[0]?.storm ?? []), ids(history)]).toEqual([
      [5, 4, 3],
      [2, 1],
    ]);
    expect(withoutNotices(list, () => true, limits).shown).toEqual([]);
    expect(withoutNotices(list, () => false, limits)).toBe(list);
  });
});
