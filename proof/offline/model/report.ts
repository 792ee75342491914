import { upperBound } from '../history/bound.ts';
import { promises, type Promised } from '../history/check-history.ts';
import { addTrials, noTrials, type Trials } from '../history/trials.ts';

/** The results of a run so far. They are in a file, from which the run goes on. */
export interface Report {
  readonly schedules: number;
  readonly trials: Trials;
  readonly violations: Readonly<Partial<Record<Promised, number>>>;
  /** For each broken promise, the seed or the schedule that shows it. */
  readonly seeds: Readonly<Partial<Record<Promised, string>>>;
  /** The longest time for which a healthy lane was behind. */
  readonly lagMs: number;
}

export const emptyReport: Report = {
  ...{ schedules: 0, trials: noTrials, violations: {}, seeds: {}, lagMs: 0 },
};

export interface Part {
  readonly schedules: number;
  readonly trials: Trials;
  readonly lagMs?: number;
  readonly broken: readonly { readonly promise: Promised; readonly seed: string }[];
}

export function addPart(report: Report, { schedules, trials, lagMs = 0, broken }: Part): Report {
  const violations = { ...report.violations };
  const seeds = { ...report.seeds };
  for (const { promise, seed } of broken) {
    violations[promise] = (violations[promise] ?? 0) + 1;
    seeds[promise] ??= seed;
  }
  return {
    schedules: report.schedules + schedules,
    trials: addTrials(report.trials, trials),
    ...{ violations, seeds, lagMs: Math.max(report.lagMs, lagMs) },
  };
}

export function countViolations({ violations }: Report): number {
  return Object.values(violations).reduce((sum, count) => sum + count, 0);
}

/** One row for each promise. */
export function rowsOf({ trials, violations, seeds }: Report): readonly Record<string, unknown>[] {
  return (Object.keys(promises) as Promised[]).map((name) => {
    const count = trials[name];
    const found = violations[name] ?? 0;
    return {
      promise: promises[name],
      trials: count,
      violations: found,
      '95 % bound': count === 0 ? '–' : upperBound(found, count).toExponential(1),
      seed: seeds[name] ?? '',
    };
  });
}
