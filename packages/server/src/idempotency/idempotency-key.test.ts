import { describe, expect, it } from 'vitest';
import { parseIdempotencyKey } from './idempotency-key.ts';

describe('an idempotency key', () => {
  it.each([
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['  "k1" ', 'k1'],
    ['"with space"', 'with space'],
    [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
    [`"${'k'.repeat(255)}"`, 'k'.repeat(255)],
  ])('%s is read as %s', (header, key) => {
    expect(parseIdempotencyKey(header)).toBe(key);
  });

  it.each([[null], [''], ['   ']])('%j is missing', (header) => {
    expect(() => parseIdempotencyKey(header)).toThrow('IDEMPOTENCY_KEY_MISSING');
  });

  it.each([
    ['""'],
    ['"k1'],
    ['k1"'],
    ['"k1"; p=1'],
    ['"k1", "k2"'],
    ['k1, k2'],
    ['two words'],
    [String.raw`"a\b"`],
    ['"naïve"'],
    [`"${'k'.repeat(256)}"`],
  ])('%j is malformed', (header) => {
    expect(() => parseIdempotencyKey(header)).toThrow('IDEMPOTENCY_KEY_INVALID');
  });
});
