import { createWorld } from '@holdfast/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';

const { holdfast } = createWorld();

/** Where a slice with this name and these keys is kept. */
function placeOf([name = '', ...keys]: readonly string[]): string {
  const places: string[] = [];
  const slice = defineSlice(name, { things: 0 }).persist({
    attach(port) {
      places.push(port.name);
      return { status: { getSnapshot: () => 0, subscribe: () => () => {} }, detach() {} };
    },
  });
  const keyed = keys.reduce((each, key) => each.key(key), slice);
  createStore(keyed(holdfast)).slice.dispose();
  return places[0] ?? '';
}

const part = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', '/', '\\') }));
const parts = fc.array(part, { minLength: 1, maxLength: 3 });

it('slices with different names and keys never share a place on the device', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(placeOf(one)).not.toBe(placeOf(other));
    }),
    {
      examples: [
        [
          ['a', 'b/c'],
          ['a/b', 'c'],
        ],
        [['a', 'b'], ['a/b']],
        [['a\\', 'b'], ['a/b']],
      ],
    },
  );
});

it('a name and keys without a slash keep the place that they always had', () => {
  expect(placeOf(['notes'])).toBe('notes');
  expect(placeOf(['notes', 'mira:1', '100 %'])).toBe('notes/mira:1/100 %');
});
