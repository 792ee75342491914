import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import type { FailureKind } from './failure-kind.ts';
import { RETIRED_NUMBERS } from './retired-numbers.ts';

const kinds: [string, FailureKind][] = Object.entries(catalogue);
const files = import.meta.glob<Record<string, FailureKind>>('./kinds/*.ts', { eager: true });
const declared = Object.entries(files)
  .filter(([file]) => !/\/(?:index|every-kind)\.ts$/.test(file))
  .flatMap(([, kindsOfFile]) => Object.keys(kindsOfFile));

const rangeOf = (kind: FailureKind): number => Math.floor(kind.number / 100) * 100;
const FAMILIES_OF_RANGE: Readonly<Record<number, readonly string[]>> = {
  1000: ['network', 'api', 'rate-limit', 'quota', 'resource'],
  1100: ['validation', 'transaction'],
  1200: ['auth', 'user', 'security'],
  1300: ['storage', 'quota', 'transaction', 'resource'],
  1400: ['policy', 'rate-limit', 'budget', 'quota', 'resource'],
  1500: ['stream', 'queue', 'broker'],
  1600: ['render', 'chunk', 'worker', 'runtime'],
};

describe('the catalogue', () => {
  it('lists every kind that is declared, at least sixty', () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(declared.toSorted());
    expect(declared.length).toBeGreaterThanOrEqual(60);
  });

  it.each(kinds)('lists %s under its own code, in the range of its family', (code, kind) => {
    expect(kind.code).toBe(code);
    expect(FAMILIES_OF_RANGE[rangeOf(kind)]).toContain(kind.family);
    expect(Object.isFrozen(kind)).toBe(true);
  });

  it('knows a kind in every family and in every range', () => {
    const expected = Object.values(FAMILIES_OF_RANGE).flat();
    expect(new Set(kinds.map(([, { family }]) => family))).toEqual(new Set(expected));
    expect(new Set(kinds.map(([, kind]) => rangeOf(kind))).size).toBe(7);
  });

  it('gives no two kinds the same number', () => {
    const numbers = kinds.map(([, { number }]) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('gives no retired number again, and no retired code', () => {
    const numbers = new Set(kinds.map(([, { number }]) => number));
    for (const [code, number] of Object.entries(RETIRED_NUMBERS)) {
      expect(numbers).not.toContain(number);
      expect(Object.keys(catalogue)).not.toContain(code);
    }
  });

  it.each(kinds)(
    'sends %s, if over HTTP at all, with the status of an error',
    (_code, { status }) => {
      expect(status === undefined || (status >= 400 && status < 600)).toBe(true);
    },
  );

  it.each(kinds)('does not advise to retry %s where it has taken effect', (_code, kind) => {
    expect(kind.effect === 'applied' && kind.retry !== 'never').toBe(false);
  });
});
