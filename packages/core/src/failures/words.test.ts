import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { idOf, word } from './words.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.dGhpc19pc19ub3RfcmVhbA';

describe('a word', () => {
  it.each([
    'policy',
    'character.save',
    'urn:a/b',
    'GET',
    '$x',
    'a-b_c',
    '01902c8e-7f6a-7b3c-9d2e-5f4a3b2c1d0e',
    'IDEMPOTENCY_KEY_REUSED',
    'x'.repeat(64),
  ])('is %s', (value) => {
    expect(word(value)).toBe(value);
  });

  it.each<[string, unknown]>([
    ['a sentence', 'two words'],
    ['an address', 'ann@a.example'],
    ['a cookie', 'sid=abcdef'],
    ['a token', TOKEN],
    ['a key', '8f14e45fceea167a5a36dedd4bea2543'],
    ['digits that end in a letter', `${'1'.repeat(19)}a`],
    ['a letter before many digits', `a${'1'.repeat(19)}`],
    ['too long', 'x'.repeat(65)],
    ['without end', 'x'.repeat(1_000_000)],
    ['nothing', ''],
    ['no text', 7],
  ])('is not %s', (_title, value) => {
    expect(word(value)).toBeUndefined();
  });
});

describe('an id', () => {
  it.each([
    'r',
    '8f14e45fceea167a5a36dedd4bea2543',
    'a.b:c-d_e',
    '01902c8e-7f6a-7b3c-9d2e-5f4a3b2c1d0e',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    'req_Short-Mixed12',
    'aB3456789012345678x',
    'x'.repeat(128),
  ])('is %s', (value) => {
    expect(idOf(value)).toBe(value);
  });

  it.each<[string, unknown]>([
    ['a key', 'sk-live-4eC39HqLyjWDarjtT1zdp7dc'],
    ['letters of base64', 'aB345678901234567890'],
    ['base64 that ends in a capital', `a${'1'.repeat(18)}B`],
    ['base64 that ends in a small letter', `B${'1'.repeat(18)}a`],
    ['a token', TOKEN],
    ['a sentence', 'two words'],
    ['an address', 'ann@a.example'],
    ['too long', 'x'.repeat(129)],
    ['without end', 'x'.repeat(1_000_000)],
    ['nothing', ''],
    ['no text', 7],
  ])('is not %s', (_title, value) => {
    expect(idOf(value)).toBeUndefined();
  });
});

it('any value is read as a short name without a blank, or ignored', () => {
  const near = fc
    .array(fc.constantFrom('a', 'Z', '0', '_', '-', '.', ':', '/', '$', '=', ' ', '\n', 'é'))
    .map((letters) => letters.join(''));
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: 'binary' }), fc.anything()), (value) => {
      for (const read of [word(value), idOf(value)]) {
        expect(read === undefined || (read === value && /^[\w$.:/-]{1,128}$/.test(read))).toBe(
          true,
        );
      }
    }),
    { numRuns: 10_000 },
  );
});
