import { describe, expect, it } from 'vitest';
import { type Attributes, contrast } from './contrast.ts';

const times = (count: number, attributes: Attributes): Attributes[] =>
  Array.from({ length: count }, () => attributes);
/** Events with an attribute that no two of them share. */
const events = (count: number, release: string, from: number): Attributes[] =>
  Array.from({ length: count }, (_, index) => ({ release, page: `p${from + index}` }));
const releaseFirst = (all: readonly Attributes[]): Attributes[] =>
  all.map(({ browser, release }) => ({ release, browser }));

describe('contrast', () => {
  it('names the value that the failures of an incident share, with its counts', () => {
    const before = [
      ...times(95, { release: '1.4.0', operation: 'note.save' }),
      ...times(5, { release: '1.5.0', operation: 'note.save' }),
    ];
    const during = [
      ...times(4, { release: '1.4.0', operation: 'note.save' }),
      ...times(36, { release: '1.5.0', operation: 'note.save' }),
    ];
    const [first, ...others] = contrast(during, before);
    expect(first).toEqual({
      attribute: 'release',
      value: '1.5.0',
      during: { count: 36, of: 40 },
      before: { count: 5, of: 100 },
      chance: expect.closeTo(0, 10),
    });
    expect(others).toEqual([]);
  });

  it('names a value that was never there before', () => {
    const found = contrast(times(9, { code: 'MOVED' }), times(50, { code: 'OFFLINE' }));
    expect(found).toMatchObject([{ value: 'MOVED', before: { count: 0, of: 50 } }]);
  });

  it('does not name a value that became rarer', () => {
    const before = [...times(50, { code: 'a' }), ...times(50, { code: 'b' })];
    const during = [...times(48, { code: 'a' }), ...times(2, { code: 'b' })];
    expect(contrast(during, before).map(({ value }) => value)).toEqual(['a']);
  });

  it('gives an empty list for a handful of failures, whatever they share', () => {
    const before = [...times(60, { browser: 'x' }), ...times(40, { browser: 'y' })];
    expect(contrast(times(4, { browser: 'y' }), before)).toEqual([]);
  });

  it('compares a value from five events on, before and during the incident together', () => {
    const rare = (count: number): readonly Attributes[] => [
      ...times(count - 1, { code: 'RARE' }),
      ...times(95, { code: 'a' }),
    ];
    const others = times(2000, { code: 'a' });
    const found = (count: number) => contrast(rare(count), [{ code: 'RARE' }, ...others]);
    expect(found(4)).toEqual([]);
    expect(found(5)).toMatchObject([{ value: 'RARE', during: { count: 4 }, before: { count: 1 } }]);
  });

  it('names the value first that differs most, in whichever order the attributes come', () => {
    const before = times(100, { browser: 'x', release: '1' });
    const during = [
      ...times(20, { browser: 'y', release: '2' }),
      ...times(20, { browser: 'x', release: '2' }),
    ];
    expect(contrast(during, before).map(({ value }) => value)).toEqual(['2', 'y']);
    expect(contrast(releaseFirst(during), releaseFirst(before)).map(({ value }) => value)).toEqual([
      ...['2', 'y'],
    ]);
  });

  it('allows the share of false findings that the caller gives', () => {
    const before = [...times(75, { code: 'a' }), ...times(25, { code: 'b' })];
    const during = [...times(20, { code: 'a' }), ...times(14, { code: 'b' })];
    const [found] = contrast(during, before, { falseShare: 1 });
    expect(found).toMatchObject({ value: 'b', chance: expect.closeTo(0.0788, 4) });
    const chance = found?.chance ?? 0;
    expect(contrast(during, before, { falseShare: chance })).toHaveLength(1);
    expect(contrast(during, before, { falseShare: chance * 0.999 })).toEqual([]);
    expect(contrast(during, before)).toEqual([]);
  });

  it('does not name a value whose share did not change, however many false ones are allowed', () => {
    const same = times(10, { code: 'a' });
    expect(contrast(same, [...same, ...same], { falseShare: 1 })).toEqual([]);
  });

  it('gives an empty list when the failures are as before', () => {
    const before = [...times(60, { browser: 'x' }), ...times(40, { browser: 'y' })];
    const during = [...times(31, { browser: 'x' }), ...times(19, { browser: 'y' })];
    expect(contrast(during, before)).toEqual([]);
  });

  it('finds a value although another attribute differs in each event', () => {
    const before = [...events(3000, 'old', 0), ...events(300, 'new', 3000)];
    const during = [...events(10, 'old', 4000), ...events(8, 'new', 5000)];
    expect(contrast(during, before, { falseShare: 0.05 })).toMatchObject([{ value: 'new' }]);
  });

  it('takes shares among the events that have the attribute', () => {
    const before = [...times(80, { code: 'a' }), ...times(20, { code: 'a', status: '500' })];
    const during = times(30, { code: 'a', status: '503' });
    const [first] = contrast(during, before);
    expect(first).toMatchObject({ value: '503', before: { count: 0, of: 20 } });
  });

  it('leaves out an attribute that an event has without a value', () => {
    const during = times(30, { code: 'a', status: undefined });
    const before = times(30, { code: 'a', status: '200' });
    expect(contrast(during, before)).toEqual([]);
  });

  it('names three values at most', () => {
    const before = times(100, { a: '1', b: '1', c: '1', d: '1' });
    const during = times(100, { a: '2', b: '2', c: '2', d: '2' });
    expect(contrast(during, before)).toHaveLength(3);
    expect(contrast(during, before, { most: 1 })).toHaveLength(1);
  });

  it('gives an empty list for no events', () => {
    expect(contrast([], [])).toEqual([]);
    expect(contrast(times(20, { a: '1' }), [])).toEqual([]);
  });
});
