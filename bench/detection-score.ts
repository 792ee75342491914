// The score of the Numenta Anomaly Benchmark: an early alarm in a window counts most, a second one in the same window
// counts nothing, and a false alarm costs less shortly after a window than far from one.
import type { LabelledSeries } from './detection-series.ts';

export interface Profile {
  readonly name: string;
  /** A window that was found at its first point. */
  readonly found: number;
  /** A false alarm far from every window. */
  readonly falseAlarm: number;
  /** A window that was not found. */
  readonly missed: number;
}

export const profiles: readonly Profile[] = [
  { name: 'standard', found: 1, falseAlarm: 0.11, missed: 1 },
  { name: 'low FP', found: 1, falseAlarm: 0.22, missed: 1 },
  { name: 'low FN', found: 1, falseAlarm: 0.11, missed: 2 },
];

/** Alarms in the first part of a series are not judged: 15 % of it, and of 5,000 points at most. */
const PROBATION = 0.15;
const MOST_POINTS = 5000;

export interface Judged {
  readonly windows: number;
  /** The sum over the windows that were found: 1 for one found at its first point. */
  readonly found: number;
  readonly missed: number;
  /** The sum over the alarms outside of windows: 1 for one far from every window. */
  readonly falseAlarms: number;
}

const nothing: Judged = { windows: 0, found: 0, missed: 0, falseAlarms: 0 };

/** Judges the alarms of one series: the places of its points, in their order. */
export function judge({ value, windows }: LabelledSeries, alarms: readonly number[]): Judged {
  const probation = Math.floor(PROBATION * Math.min(value.length, MOST_POINTS));
  const best = new Map<number, number>();
  let falseAlarms = 0;
  for (const alarm of alarms) {
    if (alarm < probation) continue;
    const inside = windows.findIndex(([first, last]) => alarm >= first && alarm <= last);
    const window = windows[inside];
    if (window !== undefined) {
      const [first, last] = window;
      const worth = sigmoid(-(last - alarm + 1) / (last - first + 1)) / sigmoid(-1);
      best.set(inside, Math.max(worth, best.get(inside) ?? worth));
      continue;
    }
    const before = windows.findLast(([, last]) => last < alarm);
    falseAlarms +=
      before === undefined ? 1 : -sigmoid((alarm - before[1]) / Math.max(1, before[1] - before[0]));
  }
  const found = [...best.values()].reduce((sum, worth) => sum + worth, 0);
  return { windows: windows.length, found, missed: windows.length - best.size, falseAlarms };
}

export function addJudged(all: readonly Judged[]): Judged {
  return all.reduce(
    (sum, one) => ({
      windows: sum.windows + one.windows,
      found: sum.found + one.found,
      missed: sum.missed + one.missed,
      falseAlarms: sum.falseAlarms + one.falseAlarms,
    }),
    nothing,
  );
}

/** From 0 for a detector that never raises an alarm to 100 for one that finds each window at its first point. */
export function scoreOf({ windows, found, missed, falseAlarms }: Judged, profile: Profile): number {
  const raw = profile.found * found - profile.missed * missed - profile.falseAlarm * falseAlarms;
  const never = -profile.missed * windows;
  return (100 * (raw - never)) / (profile.found * windows - never);
}

/** 1 far before the end of a window, 0 at its end, -1 far after it. */
function sigmoid(place: number): number {
  return place > 3 ? -1 : 2 / (1 + Math.exp(5 * place)) - 1;
}
