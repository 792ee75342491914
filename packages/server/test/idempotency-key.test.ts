import { isFailure } from '@holdfast/core';
import { parseIdempotencyKey } from '@holdfast/server/parts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

function outcomeOf(header: string | null): string {
  try {
    return `key ${parseIdempotencyKey(header)}`;
  } catch (error) {
    return isFailure(error) ? error.code : 'not a failure';
  }
}

describe('an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header)', () => {
  it.each<[string | null, string]>([
    // A structured-field string.
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', 'key 8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"~!@#$%^&*()_+"', 'key ~!@#$%^&*()_+'],
    [String.raw`"\"\\"`, String.raw`key "\ `.trim()],
    ['"  "', 'key   '],
    ['\t"k1" ', 'key k1'],
    [`"${String.raw`\\`.repeat(255)}"`, `key ${'\\'.repeat(255)}`],
    // As many clients send it.
    ['k1', 'key k1'],
    ['k/1:2=3', 'key k/1:2=3'],
    // None at all.
    [null, 'IDEMPOTENCY_KEY_MISSING'],
    ['', 'IDEMPOTENCY_KEY_MISSING'],
    [' \t ', 'IDEMPOTENCY_KEY_MISSING'],
    // Nothing that may be guessed at.
    ['""', 'IDEMPOTENCY_KEY_INVALID'],
    ['"k1";a=1', 'IDEMPOTENCY_KEY_INVALID'],
    ['"k1", "k1"', 'IDEMPOTENCY_KEY_INVALID'],
    ['k1;a', 'IDEMPOTENCY_KEY_INVALID'],
    [String.raw`"\k"`, 'IDEMPOTENCY_KEY_INVALID'],
    [String.raw`"k\"`, 'IDEMPOTENCY_KEY_INVALID'],
    [String.raw`k\1`, 'IDEMPOTENCY_KEY_INVALID'],
    ['"k\u00001"', 'IDEMPOTENCY_KEY_INVALID'],
    ['"k\u007f"', 'IDEMPOTENCY_KEY_INVALID'],
    ['clé', 'IDEMPOTENCY_KEY_INVALID'],
    [`"${String.raw`\\`.repeat(256)}"`, 'IDEMPOTENCY_KEY_INVALID'],
  ])('%j is %s', (header, outcome) => {
    expect(outcomeOf(header)).toBe(outcome);
  });

  it('is a key of 1 to 255 printable characters, or a failure by name, for every header', () => {
    const piece = fc.constantFrom('"', '\\', 'k', ' ', ',', ';', '=', 'ü', '\u0000', '\n');
    const near = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: 'binary', maxLength: 300 })), (header) => {
        expect(outcomeOf(header)).toMatch(/^(key [ -~]{1,255}|IDEMPOTENCY_KEY_(MISSING|INVALID))$/);
      }),
      { numRuns: 10_000 },
    );
  });

  it('is the key that was quoted', () => {
    const unit = fc.constantFrom('k', '"', '\\', ' ', ';', '~');
    const key = fc.string({ unit, minLength: 1, maxLength: 255 });
    fc.assert(
      fc.property(key, (given) => {
        const quoted = `"${given.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
        expect(outcomeOf(quoted)).toBe(`key ${given}`);
      }),
      { numRuns: 10_000 },
    );
  });

  it('of a megabyte is refused without delay', () => {
    for (const filling of ['k', '\\\\', '"', ' ', ',']) {
      const started = performance.now();
      outcomeOf(`"${filling.repeat(1_000_000)}`);
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});
