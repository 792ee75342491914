// Detectors that raise alarms on a series, each with a threshold that the bench sweeps.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ChangepointDetector, initSync as initChangepoint } from '@bsull/augurs/changepoint';
import { initSync as initModel, MSTL } from '@bsull/augurs/mstl';
import { type DetectionState, nextDetection } from '@holdfast/server/detection';
import { seeded } from './detection-chance.ts';
import type { LabelledSeries } from './detection-series.ts';

export interface Contestant {
  readonly name: string;
  readonly thresholds: readonly number[];
  /** The threshold where no data has chosen one. */
  readonly shipped?: number;
  /** The places of the points with an alarm. */
  readonly alarms: (series: LabelledSeries, threshold: number) => readonly number[];
}

/** Every contestant has the same cool-down, because a second alarm for one trouble only costs points. */
const COOL_DOWN = 200;

const ours: Contestant = {
  name: 'holdfast',
  thresholds: range(3.5, 10, 0.25),
  shipped: 6.5,
  alarms({ at, value }, deviations) {
    let state: DetectionState | undefined;
    const alarms: number[] = [];
    for (const [index, time] of at.entries()) {
      const point = { at: time, value: value[index] ?? 0 };
      const detection = nextDetection(state, point, { kind: 'level', deviations });
      state = detection.state;
      if (detection.verdict.kind === 'unusual') alarms.push(index);
    }
    return alarms;
  },
};

/** Distance to a mean that follows, in deviations that follow: no hour of the day, no drift. */
const follower: Contestant = {
  name: 'EWMA and z',
  thresholds: range(2, 10, 0.25),
  alarms({ value }, threshold) {
    const rate = 0.01;
    let mean = value[0] ?? 0;
    let variance = 0;
    return coolDown(value, (number, index) => {
      const distance = number - mean;
      const isAlarm = index > 50 && Math.abs(distance) > threshold * Math.sqrt(variance);
      mean += rate * distance;
      variance = (1 - rate) * (variance + rate * distance * distance);
      return isAlarm;
    });
  },
};

/** A line drawn once, from the first 15 % of the series. */
const fixedLine: Contestant = {
  name: 'static threshold',
  thresholds: range(2, 12, 0.5),
  alarms({ value }, threshold) {
    const first = value.slice(0, Math.floor(value.length * 0.15));
    const { mean, deviation } = momentsOf(first);
    return coolDown(value, (number) => Math.abs(number - mean) > threshold * deviation);
  },
};

const atRandom: Contestant = {
  name: 'random',
  thresholds: range(2, 4.5, 0.25).map((power) => 10 ** -power),
  alarms({ name, value }, chance) {
    const random = seeded(seedOf(name));
    return coolDown(value, () => random() < chance);
  },
};

const never: Contestant = { name: 'never', thresholds: [0], alarms: () => [] };

const everyFew: Contestant = {
  name: 'every n points',
  thresholds: [200, 400, 800, 1600],
  alarms: ({ value }, every) =>
    value.flatMap((_, index) => (index % every === every - 1 ? [index] : [])),
};

/** Bayesian change points of Grafana's augurs. It sees the whole series at once. */
const augursChanges: Contestant = {
  name: 'augurs: change points',
  thresholds: [5000, 1e5],
  alarms({ value }, hazardLambda) {
    load('changepoint', (module) => initChangepoint({ module }));
    const { mean, deviation } = momentsOf(value.slice(0, Math.floor(value.length * 0.15)));
    const scaled = Float64Array.from(value, (number) => (number - mean) / (deviation || 1));
    const detector = ChangepointDetector.normalGamma({ hazardLambda });
    const found = new Set(detector.detectChangepoints(scaled).indices);
    return coolDown(value, (_, index) => index > 0 && found.has(index));
  },
};

/** The distance to a model of the day (MSTL) and its trend (ETS) of augurs, which saw the whole series before. */
const augursModel: Contestant = {
  name: 'augurs: MSTL and ETS',
  thresholds: range(2, 10, 0.5),
  alarms(series, threshold) {
    const distances = known.get(series) ?? distancesToModel(series);
    known.set(series, distances);
    const { deviation } = momentsOf(distances);
    return coolDown(distances, (distance) => Math.abs(distance) > threshold * deviation);
  },
};

const known = new WeakMap<LabelledSeries, readonly number[]>();

function distancesToModel({ at, value }: LabelledSeries): readonly number[] {
  load('mstl', (module) => initModel({ module }));
  const steps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
  const step = steps.toSorted((left, right) => left - right)[Math.floor(steps.length / 2)] ?? 1;
  const model = MSTL.ets([Math.round(86_400_000 / step)]);
  model.fit(Float64Array.from(value));
  const { point } = model.predictInSample();
  return value.map((number, index) => number - (point[index] ?? number));
}

export const contestants: readonly Contestant[] = [
  ours,
  augursModel,
  augursChanges,
  follower,
  fixedLine,
  everyFew,
  atRandom,
  never,
];

const loaded = new Set<string>();

function load(part: string, init: (module: Buffer) => unknown): void {
  if (loaded.has(part)) return;
  loaded.add(part);
  const script = fileURLToPath(import.meta.resolve(`@bsull/augurs/${part}`));
  init(readFileSync(script.replace(/\.js$/, '_bg.wasm')));
}

function coolDown(
  values: readonly number[],
  isUnusual: (value: number, index: number) => boolean,
): readonly number[] {
  let quietUntil = 0;
  return values.flatMap((value, index) => {
    if (!isUnusual(value, index) || index < quietUntil) return [];
    quietUntil = index + COOL_DOWN;
    return [index];
  });
}

function seedOf(name: string): number {
  let seed = 7;
  for (const letter of name) seed = (seed * 31 + (letter.codePointAt(0) ?? 0)) | 0;
  return seed;
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}

function range(from: number, to: number, step: number): number[] {
  return Array.from(
    { length: Math.round((to - from) / step) + 1 },
    (_, place) => from + place * step,
  );
}
