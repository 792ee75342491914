// Seeded spending of several kinds, to count how often a period ends within the range that was forecast for it.
import { forecastSpending, type SeriesPoint } from '@holdfast/server/detection';
import { normal, poisson, type Random, seeded } from './detection-chance.ts';

const HOUR = 3_600_000;
/** Midnight, 1 January 2026. */
const BEGIN = 1_767_225_600_000;

/** The mean cost of an hour, from its hour since the beginning. */
type Pattern = (random: Random) => (hour: number) => number;

const bell = (random: Random, deviation: number): number => Math.exp(deviation * normal(random));
const daily = (hour: number): number => 1 + 0.9 * Math.sin((2 * Math.PI * (hour - 8)) / 24);

export const spendingPatterns: Readonly<Record<string, Pattern>> = {
  steady: (random) => (hour) => daily(hour) * bell(random, 0.3),
  'quiet weekends': (random) => (hour) =>
    daily(hour) * (Math.floor(hour / 24) % 7 > 4 ? 0.4 : 1) * bell(random, 0.3),
  // One to three per cent a day.
  growing: (random) => {
    const rate = 0.01 + 0.02 * random();
    return (hour) => daily(hour) * (1 + (rate * hour) / 24) * bell(random, 0.3);
  },
  // Few operations, some of which cost a hundred times as much as others.
  'few and dear': (random) => {
    const perHour = 0.3 + random();
    return () => {
      let cost = 0;
      for (let count = poisson(perHour, random); count > 0; count -= 1) cost += bell(random, 1.2);
      return cost;
    };
  },
  // The level of a day is that of the day before, more or less.
  wandering: (random) => {
    let level = 1;
    return (hour) => {
      if (hour % 24 === 0) level *= bell(random, 0.08);
      return level * daily(hour) * bell(random, 0.3);
    };
  },
  // Days differ, and one factor applies to all hours of a day.
  'busy days': (random) => {
    let level = 1;
    return (hour) => {
      if (hour % 24 === 0) level = bell(random, 0.4);
      return level * daily(hour) * bell(random, 0.3);
    };
  },
};

export interface Coverage {
  readonly pattern: string;
  readonly series: number;
  /** How many periods ended within the range, as a share. */
  readonly within: number;
  readonly below: number;
  readonly above: number;
  /** The width of the range as a share of its middle. */
  readonly width: number;
}

/** Forecasts one period of each series: 2 to 8 weeks of past, and 1 to 30 days to go. */
export function coverageOf(pattern: string, series: number, firstSeed = 0): Coverage {
  let [within, below, above] = [0, 0, 0];
  const widths: number[] = [];
  for (let seed = firstSeed; seed < firstSeed + series; seed += 1) {
    const random = seeded(seed * 104_729 + pattern.length);
    const costOf = spendingPatterns[pattern]?.(random) ?? (() => 0);
    const past = Math.floor((14 + 42 * random()) * 24);
    const left = Math.floor(24 * 30 ** random());
    const hours: SeriesPoint[] = [];
    for (let hour = 0; hour < past; hour += 1) {
      hours.push({ at: BEGIN + hour * HOUR, value: costOf(hour) });
    }
    const now = BEGIN + past * HOUR;
    const forecast = forecastSpending(hours, { now, until: now + left * HOUR });
    let cost = 0;
    for (let hour = past; hour < past + left; hour += 1) cost += costOf(hour);
    if (forecast === undefined) continue;
    if (cost < forecast.low) below += 1;
    else if (cost > forecast.high) above += 1;
    else within += 1;
    widths.push((forecast.high - forecast.low) / ((forecast.high + forecast.low) / 2));
  }
  const all = within + below + above;
  return {
    ...{ pattern, series: all },
    ...{ within: within / all, below: below / all, above: above / all },
    width: widths.toSorted((left, right) => left - right)[Math.floor(all / 2)] ?? Number.NaN,
  };
}
