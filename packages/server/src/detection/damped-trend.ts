import { valueAt } from './value-at.ts';

/** Holt's method with a damped trend, fitted to a series of values. */
export interface DampedTrend {
  readonly level: number;
  readonly trend: number;
  readonly levelRate: number;
  readonly trendRate: number;
  /** The standard deviation of a step's error, as a share of the level. */
  readonly error: number;
  /** How many values the fit used. */
  readonly values: number;
}

/** No trend goes on for ever, so each step keeps nine tenths of it. */
const KEPT = 0.9;
const LEVEL_RATES = [0.02, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9];
const TREND_RATES = [0, 0.05, 0.15, 0.3];
/** The number of fitted parameters: the level, the trend, their two rates, and the shape of the week. */
export const FITTED: number = 5;

/** Below this share of the mean, a level is too small to measure errors by it. */
const LEAST_LEVEL = 0.1;
/** The level begins as the mean of this many values. */
const FIRST = 7;

/** Finds the rates that forecast each next value best. */
export function fitDampedTrend(values: readonly number[]): DampedTrend {
  const scale = mean(values) || 1;
  const fits = LEVEL_RATES.flatMap((levelRate) =>
    TREND_RATES.map((trendRate) => follow(values, levelRate, trendRate, scale)),
  );
  return fits.reduce((best, fit) => (fit.squares < best.squares ? fit : best));
}

function follow(
  values: readonly number[],
  levelRate: number,
  trendRate: number,
  scale: number,
): DampedTrend & { readonly squares: number } {
  let level = mean(values.slice(0, Math.max(2, Math.min(FIRST, Math.floor(values.length / 2)))));
  let trend = 0;
  let squares = 0;
  for (const value of values) {
    const expected = level + KEPT * trend;
    const error = value - expected;
    squares += (error / Math.max(expected, LEAST_LEVEL * scale)) ** 2;
    level = expected + levelRate * error;
    trend = KEPT * trend + levelRate * trendRate * error;
  }
  const error = Math.sqrt(squares / Math.max(1, values.length - FITTED));
  return { level, trend, levelRate, trendRate, error, squares, values: values.length };
}

/** The sum of the next values, each multiplied by its usual share. */
export function sumAhead(
  { level, trend, levelRate, trendRate, error, values }: DampedTrend,
  weights: readonly number[],
): { readonly sum: number; readonly deviation: number } {
  let sum = 0;
  let damped = 0;
  const ahead = weights.map((weight, step) => {
    damped += KEPT ** (step + 1);
    const value = Math.max(0, level + damped * trend);
    sum += weight * value;
    return value;
  });
  // The effect of one error on the later values, and so on the sum (the innovations form of the method).
  let variance = 0;
  for (const [step, weight] of weights.entries()) {
    let effect = weight;
    let dampedAfter = 0;
    for (let later = step + 1; later < weights.length; later += 1) {
      dampedAfter += KEPT ** (later - step);
      effect += valueAt(weights, later) * levelRate * (1 + trendRate * dampedAfter);
    }
    variance += (effect * error * valueAt(ahead, step)) ** 2;
  }
  // The level is an estimate too, and adds its own error.
  const ofLevel = (error * sum) / Math.sqrt(Math.max(1, values));
  return { sum, deviation: Math.sqrt(variance + ofLevel * ofLevel) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
