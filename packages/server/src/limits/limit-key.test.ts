import fc from 'fast-check';
import { expect, it } from 'vitest';
import { limitKey } from './limit-key.ts';

const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', ' ', '%', '2', '0') }));

it('different limits and keys are never counted as one', () => {
  fc.assert(
    fc.property(text, text, text, text, (name, key, otherName, otherKey) => {
      fc.pre(name !== otherName || key !== otherKey);
      expect(limitKey(name, key)).not.toBe(limitKey(otherName, otherKey));
    }),
    {
      examples: [
        ['user a', 'b', 'user', 'a b'],
        ['a%20', '', 'a ', ''],
      ],
    },
  );
});

it('a name without blanks counts on under the key that it had', () => {
  expect(limitKey('user', 'mira 1')).toBe('user mira 1');
});
