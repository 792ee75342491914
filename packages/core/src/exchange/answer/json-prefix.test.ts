import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { isJsonPrefix } from './json-prefix.ts';

// A machine may be busy with other things.
vi.setConfig({ testTimeout: 60_000 });

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the beginning of some JSON', () => {
  it.each([
    '{"a":',
    '[1,',
    '"a',
    '"\\',
    '"\\u00',
    '{"a',
    '{',
    '[',
    '[1.',
    '[-',
    '[1e',
    'tr',
    '[nul',
    '',
  ])('is recognised: %s', (text) => {
    expect(isJsonPrefix(text)).toBe(true);
  });

  it.each(['OK', '<html>', '{a', '[1 2', '}', '{"a":}', '{"a" 1', '[,', '{} {', '01', '"\n', '{]'])(
    'is not seen in a text with which no JSON begins: %s',
    (text) => {
      expect(isJsonPrefix(text)).toBe(false);
    },
  );

  it('is recognised wherever a value was cut', () => {
    fc.assert(
      fc.property(
        fc.json({ stringUnit: 'binary' }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(undefined, 1, '\t'),
        (json, share, indent) => {
          const text = JSON.stringify(JSON.parse(json), undefined, indent);
          const cut = text.slice(0, Math.floor(share * text.length));
          expect(isJsonPrefix(cut) || parses(cut)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is not recognised when something else stands within it', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('<', '@', '\0', "'"), (json, place, odd) => {
        const at = place % (json.length + 1);
        const text = json.slice(0, at) + odd + json.slice(at);
        // Inside of a string these are ordinary characters, except the control character.
        fc.pre(odd === '\0' || !parses(text));
        expect(isJsonPrefix(text)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('takes a time that grows only with the length of the text', () => {
    expect(isJsonPrefix(`{"a":"${'x'.repeat(5_000_000)}`)).toBe(true);
    expect(isJsonPrefix('['.repeat(500_000))).toBe(true);
  });
});
