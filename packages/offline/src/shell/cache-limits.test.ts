import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCacheLimits, isTooOld, surplusOf, type Kept } from './cache-limits.ts';

const limits = { maxEntries: 2, maxBytes: 100, maxAgeMs: 1_000 };
const kept = (url: string, bytes = 10, at = 5_000): Kept => ({ url, bytes, at });

it('a cache keeps a hundred files, twenty megabytes and thirty days at most by default', () => {
  expect(defaultCacheLimits).toEqual({
    ...{ maxEntries: 100, maxBytes: 20_000_000 },
    maxAgeMs: 2_592_000_000,
  });
});

describe('the surplus of a cache', () => {
  it.each<[string, readonly Kept[], readonly string[]]>([
    ['nothing within the limits', [kept('a'), kept('b')], []],
    ['nothing exactly at the limits', [kept('a', 40, 4_000), kept('b', 60, 6_000)], []],
    ['a file of one byte too many', [kept('a', 41), kept('b', 60)], ['a']],
    ['the files that were kept first', [kept('a'), kept('b'), kept('c')], ['a']],
    ['a large file, and no small one behind it', [kept('a', 95), kept('b', 10)], ['a']],
    ['a file that is too old', [kept('a', 10, 3_999), kept('b')], ['a']],
    ['a file of which nothing is known', [kept('a', Number.NaN, Number.NaN), kept('b')], ['a']],
    ['a file from far in the future', [kept('a', 10, 6_001), kept('b')], ['a']],
  ])('is %s', (_what, files, surplus) => {
    expect(surplusOf(files, limits, 5_000)).toEqual(surplus);
  });

  it('leaves no more than the limits, whatever the cache holds', () => {
    const file = fc.record({
      url: fc.uuid(),
      bytes: fc.oneof(fc.nat(120), fc.constant(Number.NaN)),
      at: fc.oneof(fc.nat(10_000), fc.constant(Number.NaN)),
    });
    fc.assert(
      fc.property(fc.array(file), fc.nat(10_000), (files, now) => {
        const surplus = new Set(surplusOf(files, limits, now));
        const rest = files.filter(({ url }) => !surplus.has(url));
        expect(rest.length).toBeLessThanOrEqual(limits.maxEntries);
        expect(rest.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(100);
        expect(rest.some((one) => isTooOld(one, limits, now))).toBe(false);
      }),
    );
  });
});
