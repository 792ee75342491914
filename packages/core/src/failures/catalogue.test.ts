import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import type { FailureKind } from './failure-kind.ts';

const kinds: [string, FailureKind][] = Object.entries(catalogue);

describe('the catalogue', () => {
  it.each(kinds)('lists %s under its own code, in the range of its numbers', (code, kind) => {
    expect(kind.code).toBe(code);
    expect(kind.number).toBeGreaterThanOrEqual(1000);
    expect(kind.number).toBeLessThan(1700);
    expect(Object.isFrozen(kind)).toBe(true);
  });

  it('gives no number twice', () => {
    const numbers = kinds.map(([, { number }]) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
