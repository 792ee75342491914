// Scores of contestants on labelled series.
import { seeded } from './detection-chance.ts';
import type { Contestant } from './detection-contestants.ts';
import { addJudged, type Judged, judge, profiles, scoreOf } from './detection-score.ts';
import type { LabelledSeries } from './detection-series.ts';

export interface ContestantScore {
  readonly name: string;
  /** For each profile, the score at its best threshold, as the benchmark itself does it. */
  readonly best: readonly number[];
  /** The thresholds of these scores. */
  readonly thresholds: readonly number[];
  /** For each profile, the score at the threshold that the package ships. */
  readonly shipped?: readonly number[];
  /** Of the first profile at that threshold, the range in which nine of ten draws of as many series score. */
  readonly spread?: readonly [number, number];
  /** For each profile, the mean score of each half at the best threshold of the other half. */
  readonly crossed: readonly number[];
  readonly microsecondsAPoint: number;
}

/** Runs a contestant at each of its thresholds. The halves are every second series by name. */
export function scoreContestant(
  { name, thresholds, shipped, alarms }: Contestant,
  all: readonly LabelledSeries[],
): ContestantScore {
  const points = all.reduce((sum, { value }) => sum + value.length, 0);
  const start = performance.now();
  const judged = thresholds.map((threshold) =>
    all.map((series) => judge(series, alarms(series, threshold))),
  );
  const microsecondsAPoint = ((performance.now() - start) * 1000) / points / thresholds.length;
  const scores = (half: Half): readonly (readonly number[])[] =>
    profiles.map((profile) =>
      judged.map((ofSeries) => scoreOf(addJudged(ofSeries.filter(half)), profile)),
    );
  const whole = scores(() => true);
  const evens = scores(even);
  const odds = scores(odd);
  const place = thresholds.indexOf(shipped ?? Number.NaN);
  return {
    ...{ name, microsecondsAPoint },
    best: whole.map((of) => Math.max(...of)),
    thresholds: whole.map((of) => thresholds[bestOf(of)] ?? Number.NaN),
    ...(place >= 0 && {
      shipped: whole.map((of) => of[place] ?? Number.NaN),
      spread: spreadOf(judged[place] ?? []),
    }),
    crossed: profiles.map((_, index) => {
      const left = evens[index] ?? [];
      const right = odds[index] ?? [];
      return ((left[bestOf(right)] ?? 0) + (right[bestOf(left)] ?? 0)) / 2;
    }),
  };
}

type Half = (judged: Judged, index: number) => boolean;
const even: Half = (_, index) => index % 2 === 0;
const odd: Half = (_, index) => index % 2 === 1;

const bestOf = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores));

const DRAWS = 1000;

/** The choice of the series in a benchmark is random too. */
function spreadOf(judged: readonly Judged[]): readonly [number, number] {
  const random = seeded(1);
  const [profile] = profiles;
  const scores = Array.from({ length: DRAWS }, () => {
    const drawn = judged.map(() => judged[Math.floor(random() * judged.length)] ?? NOTHING);
    return profile === undefined ? 0 : scoreOf(addJudged(drawn), profile);
  }).toSorted((left, right) => left - right);
  return [scores[DRAWS * 0.05] ?? Number.NaN, scores[DRAWS * 0.95] ?? Number.NaN];
}

const NOTHING: Judged = { windows: 0, found: 0, missed: 0, falseAlarms: 0 };
