import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Length } from './utf8-length.ts';

describe('the length of a text in UTF-8', () => {
  it('equals the length that an encoder gives', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => utf8Length(text) === new TextEncoder().encode(text).length,
      ),
      { numRuns: 10_000 },
    );
  });

  it.each(['\ud83e', '\udd8a', 'a\ud83eb', '\udd8a\ud83e', '\ud83e\ud83e\udd8a'])(
    'is `undefined` for half a pair: %j',
    (text) => {
      expect(utf8Length(text)).toBeUndefined();
    },
  );
});
