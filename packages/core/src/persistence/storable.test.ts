import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableValue } from './storable.contract.ts';
import { storable } from './storable.ts';

class Money {
  readonly cents = 100;
}
class Names extends Map<string, string> {}

describe('the storable copy of a value', () => {
  it('holds all of it, with its types, when it can be cloned', () => {
    fc.assert(
      fc.property(storableValue(), (value) => {
        const kept = storable(value);
        expect(kept.lost).toEqual([]);
        expect(isDeepStrictEqual(kept.value, structuredClone(value))).toBe(true);
      }),
    );
  });

  it('does not follow later changes, and shares the files', () => {
    const file = new File(['a'], 'a.txt');
    const value = { names: ['Ada'], at: new Date(1), file };
    const kept = storable(value).value;
    value.names.push('Grace');
    value.at.setTime(2);
    expect(kept).toEqual({ names: ['Ada'], at: new Date(1), file });
    expect(kept.file).toBe(file);
  });

  it('lacks only the values that cannot come back, and lists each of them', () => {
    const odd = {
      name: 'Ada',
      price: new Money(),
      act: () => {},
      names: new Names(),
      get broken(): string {
        throw new Error('not now');
      },
      list: [1, Symbol('x'), 3],
      'a/b~c': new Map<unknown, unknown>([
        ['kept', 1],
        ['gone', new Money()],
      ]),
      tags: new Set([new WeakMap(), 'kept']),
      shared: new Uint8Array(new SharedArrayBuffer(1)),
    };
    const { value, lost } = storable<unknown>(odd);
    expect(value).toEqual({
      name: 'Ada',
      list: [1, undefined, 3],
      'a/b~c': new Map([['kept', 1]]),
      tags: new Set(['kept']),
    });
    expect(lost).toEqual([
      ...['/price', '/act', '/names', '/broken', '/list/1', '/a~1b~0c/1', '/tags/0', '/shared'],
    ]);
  });

  it('is missing when the value itself cannot be stored', () => {
    expect(storable(() => {})).toEqual({ value: undefined, lost: [''] });
  });

  it('contains itself where the value does', () => {
    const value: { self?: unknown } = {};
    value.self = value;
    const kept = storable(value).value;
    expect(kept.self).toBe(kept);
    expect(kept).not.toBe(value);
  });
});
