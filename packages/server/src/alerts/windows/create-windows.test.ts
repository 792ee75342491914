import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RollupRow } from '../../monitoring/rollup.ts';
import { createWindows } from './create-windows.ts';

const MINUTE = 60_000;
const row = (minute: number, parts: Partial<RollupRow> = {}): RollupRow => ({
  ...{ measure: 'failure', operation: 'a', detail: 'TIMEOUT', release: '1', count: 1 },
  minute: minute * MINUTE,
  ...parts,
});
const rows = fc.array(
  fc.record({
    minute: fc.integer({ min: 0, max: 30 }).map((minute) => minute * MINUTE),
    measure: fc.constantFrom('failure' as const, 'operation' as const),
    operation: fc.constantFrom('a', 'b'),
    detail: fc.constantFrom('x', 'y'),
    release: fc.constantFrom('1', '2'),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 60 },
);

describe('windows', () => {
  it('have the same sums as a scan of all rows, in any order of the rows and after replacements', () => {
    const minute = fc.integer({ min: 0, max: 31 }).map((at) => at * MINUTE);
    fc.assert(
      fc.property(rows, rows, minute, minute, minute, (first, second, cut, from, to) => {
        const windows = createWindows();
        windows.replaceFrom(0, first);
        windows.replaceFrom(cut, second);
        const kept = [
          ...first.filter((one) => one.minute < cut),
          ...second.filter((one) => one.minute >= cut),
        ];
        const meant = kept.filter(
          (one) =>
            one.measure === 'failure' &&
            one.detail === 'x' &&
            one.minute >= from &&
            one.minute < to,
        );
        const selector = { measure: 'failure', detail: 'x' } as const;
        const expected = meant.reduce((sum, { count }) => sum + count, 0);
        expect(windows.sum(selector, from, Math.max(from, to))).toBe(expected);
      }),
    );
  });

  it('take in two months of minutes at once, in any order', { timeout: 4_000 }, () => {
    const minutes = Array.from({ length: 90_000 }, (_, index) => row(90_000 - index));
    const windows = createWindows();
    windows.add(minutes);
    expect(windows.sum({ measure: 'failure' }, 0, 30_001 * MINUTE)).toBe(30_000);
  });

  it('keep combinations of values separate', () => {
    const windows = createWindows();
    windows.replaceFrom(0, [
      row(1),
      row(1, { release: '2' }),
      row(2, { operation: 'b', count: 5 }),
    ]);
    const groups = windows.groups({ measure: 'failure' }, ['operation']);
    expect(groups.map((group) => [group.values, windows.sumOf(group, 0, 9 * MINUTE)])).toEqual([
      [{ operation: 'a' }, 2],
      [{ operation: 'b' }, 5],
    ]);
    expect(windows.groups({ measure: 'failure', operation: ['b', 'c'] }, [])).toHaveLength(1);
    expect(windows.groups({ measure: 'retry' }, [])).toEqual([]);
  });

  it('find a series that came after a rule had asked', () => {
    const windows = createWindows();
    const selector = { measure: 'failure' } as const;
    expect(windows.sum(selector, 0, MINUTE)).toBe(0);
    windows.replaceFrom(0, [row(0)]);
    expect(windows.sum(selector, 0, MINUTE)).toBe(1);
  });

  it('forget old minutes without changing the sums of the others', () => {
    const windows = createWindows();
    windows.replaceFrom(
      0,
      Array.from({ length: 10 }, (_, minute) => row(minute)),
    );
    windows.forgetBefore(7 * MINUTE);
    expect(windows.sum({ measure: 'failure' }, 0, 20 * MINUTE)).toBe(3);
    expect(windows.sum({ measure: 'failure' }, 8 * MINUTE, 20 * MINUTE)).toBe(2);
  });
});
