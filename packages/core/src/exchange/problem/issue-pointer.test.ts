import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { toPointer } from '../../failures/pointer.ts';
import { fragmentOf, plainPointer, stepsOfPointer } from './issue-pointer.ts';

// A machine may be busy with other things.
vi.setConfig({ testTimeout: 60_000 });

describe('a pointer', () => {
  it.each([
    ['', ''],
    ['#', ''],
    ['/a/b', '/a/b'],
    ['#/a/b', '/a/b'],
    ['#/a%20b', '/a b'],
    ['#/a~1b/m~0n', '/a~1b/m~0n'],
    ['#/%7E1', '/~1'],
    ['#/100%', '/100%'],
    ['/100%25', '/100%25'],
    ['#/%D0%B8%D0%BC%D1%8F', '/имя'],
    ['title', '/title'],
  ])('%j is %j', (said, plain) => {
    expect(plainPointer(said)).toBe(plain);
  });

  it('comes back from a fragment as it was, with any names', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (names) => {
        const pointer = toPointer(names);
        expect(plainPointer(fragmentOf(pointer))).toBe(pointer);
        expect(stepsOfPointer(pointer)).toEqual(names);
      }),
    );
  });

  it('never throws, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const said of [text, `#${text}`, `#/${text}`]) {
          expect(plainPointer(said)).toEqual(expect.any(String));
        }
        expect(fragmentOf(text)).toMatch(/^#/);
      }),
    );
  });
});
