import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { type FaultMix, checkMix, planTurn } from './fault-mix.ts';
import { faultMixes } from './fault-mixes.ts';

const mixOf = (chances: FaultMix['chances']): FaultMix => ({ name: 'test', chances });
const plansOf = (mix: FaultMix, seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => planTurn(mix, random));
};

describe('a fault mix', () => {
  it.each(Object.values(faultMixes))('$name can be drawn from', (mix) => {
    expect(() => checkMix(mix)).not.toThrow();
  });

  it.each<[string, FaultMix['chances']]>([
    ['a chance above 1', { delay: 1.1 }],
    ['a chance below 0', { cut: -0.1 }],
    ['a chance that is no number', { slice: Number.NaN }],
    ['early ends of more than 1 together', { cut: 0.6, reset: 0.6 }],
  ])('with %s is refused by its name', (_, chances) => {
    expect(() => checkMix({ name: 'bad day', chances })).toThrow(/RangeError|'bad day'/);
  });

  it.each<[string, Partial<FaultMix>]>([
    ['slices of less than a byte, which would never end', { sliceBytes: -50 }],
    ['slices that are no number, which would lose the bytes', { sliceBytes: NaN }],
    ['a latency below 0', { latencyMs: -1 }],
    ['a jitter without an end', { jitterMs: Infinity }],
    ['an end that is no number', { endWithinBytes: NaN }],
  ])('with %s is refused by its name', (_, more) => {
    expect(() => checkMix({ name: 'bad day', chances: {}, ...more })).toThrow(/'bad day'/);
  });

  it('lets early ends fill all turns together, and delays come on top', () => {
    const chances = { delay: 1, slice: 1, cut: 0.1, reset: 0.2, stall: 0.7 };
    expect(() => checkMix(mixOf(chances))).not.toThrow();
    for (const plan of plansOf(mixOf(chances), 1, 200)) {
      expect(plan).toMatchObject({ isDelayed: true, isSliced: true, ending: expect.anything() });
    }
  });
});

describe('the plan of a turn', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plansOf(faultMixes.everything, 7, 50)).toEqual(plansOf(faultMixes.everything, 7, 50));
    expect(plansOf(faultMixes.everything, 7, 50)).not.toEqual(
      plansOf(faultMixes.everything, 8, 50),
    );
  });

  it('has no fault when the mix has none', () => {
    for (const plan of plansOf(mixOf({}), 1, 100)) {
      expect(plan).toMatchObject({ isDelayed: false, isSliced: false, ending: undefined });
    }
  });

  it('meets each fault as often as the mix says', () => {
    const plans = plansOf(faultMixes.everything, 1, 20_000);
    const share = (is: (plan: (typeof plans)[number]) => boolean) =>
      plans.filter(is).length / plans.length;
    expect(share(({ isDelayed }) => isDelayed)).toBeCloseTo(0.5, 1);
    expect(share(({ isSliced }) => isSliced)).toBeCloseTo(0.3, 1);
    for (const kind of ['refuse', 'cut', 'reset', 'truncate', 'stall'] as const) {
      const chance = faultMixes.everything.chances[kind] ?? 0;
      expect(Math.abs(share(({ ending }) => ending?.kind === kind) - chance)).toBeLessThan(0.005);
    }
  });

  it('ends a turn where that fault can be: refused before a byte, truncated after one', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1000 }), (seed, endWithinBytes) => {
        const plans = plansOf({ ...faultMixes.everything, endWithinBytes }, seed, 50);
        const endings = plans.flatMap(({ ending }) => ending ?? []);
        const impossible = endings.filter(
          ({ kind, message, afterBytes }) =>
            afterBytes >= Math.max(2, endWithinBytes) ||
            (kind === 'refuse' && (message !== 'request' || afterBytes !== 0)) ||
            (kind === 'truncate' && (message !== 'answer' || afterBytes === 0)),
        );
        expect(impossible).toEqual([]);
      }),
    );
  });
});
