import type { RollupMeasure, RollupRow } from '../../monitoring/rollup.ts';
import type { AlertDimension, CountSelector } from '../rules/alert-rule.ts';
import { addMinute, cutBefore, cutFrom, firstMinute, type Series, sumOf } from './series.ts';

/** Values of dimensions, which separate judgements. */
export type GroupValues = Readonly<Partial<Record<AlertDimension, string>>>;

/** The series that belong to one combination of values. */
export interface SeriesGroup {
  readonly values: GroupValues;
  readonly series: readonly Series[];
}

/** The counts by the minute that rules read. */
export interface Windows {
  /** The sum of all that a selector means, in minutes that begin from `from` on and before `to`. */
  sum(selector: CountSelector, from: number, to: number): number;
  /** The same for each combination of values that the counts have. */
  groups(selector: CountSelector, per: readonly AlertDimension[]): readonly SeriesGroup[];
  sumOf(group: SeriesGroup | undefined, from: number, to: number): number;
  /** The first minute with a count, from this one on. */
  first(group: SeriesGroup, from: number): number | undefined;
}

/** Windows whose counts can be replaced. */
export interface ChangingWindows extends Windows {
  /** Adds rows to the counts. A store may give them in any order. */
  add(rows: readonly RollupRow[]): void;
  /** Replaces every count from this minute on by these rows. */
  replaceFrom(minute: number, rows: readonly RollupRow[]): void;
  /** Forgets the counts before this minute. */
  forgetBefore(minute: number): void;
}

type Nested = Map<string, Map<string, Map<string, Series>>>;

/**
 * Indexes counts by the minute once, for all rules. A rule then reads its own series, never all rows. So a hundred
 * rules take little more time than one.
 */
export function createWindows(): ChangingWindows {
  const byMeasure = new Map<RollupMeasure, { all: Series[]; nested: Nested }>();
  // Filled as rules ask, and emptied when there is a new series.
  let found = new WeakMap<CountSelector, Map<string, readonly SeriesGroup[]>>();

  function seriesOf({ measure, operation, detail, release }: RollupRow): Series {
    let kept = byMeasure.get(measure);
    if (!kept) byMeasure.set(measure, (kept = { all: [], nested: new Map() }));
    let details = kept.nested.get(operation);
    if (!details) kept.nested.set(operation, (details = new Map()));
    let releases = details.get(detail);
    if (!releases) details.set(detail, (releases = new Map()));
    let series = releases.get(release);
    if (!series) {
      series = { measure, operation, detail, release, minutes: [], totals: [] };
      releases.set(release, series);
      kept.all.push(series);
      found = new WeakMap();
    }
    return series;
  }

  function groups(selector: CountSelector, per: readonly AlertDimension[]): readonly SeriesGroup[] {
    let known = found.get(selector);
    if (!known) found.set(selector, (known = new Map()));
    const name = per.join();
    let groupsOf = known.get(name);
    if (!groupsOf) {
      const selected = (byMeasure.get(selector.measure)?.all ?? []).filter((series) =>
        isMeant(selector, series),
      );
      known.set(name, (groupsOf = groupSeries(selected, per)));
    }
    return groupsOf;
  }

  const sumOfGroup = (group: SeriesGroup | undefined, from: number, to: number): number => {
    let sum = 0;
    for (const series of group?.series ?? []) sum += sumOf(series, from, to);
    return sum;
  };
  const add = (rows: readonly RollupRow[]): void => {
    for (const row of ascending(rows)) addMinute(seriesOf(row), row.minute, row.count);
  };
  return {
    add,
    replaceFrom(minute, rows) {
      for (const { all } of byMeasure.values()) for (const series of all) cutFrom(series, minute);
      add(rows.filter((row) => row.minute >= minute));
    },
    forgetBefore(minute) {
      for (const { all } of byMeasure.values()) for (const series of all) cutBefore(series, minute);
    },
    groups,
    sumOf: sumOfGroup,
    sum: (selector, from, to) => sumOfGroup(groups(selector, [])[0], from, to),
    first(group, from) {
      const firsts = group.series.flatMap((series) => firstMinute(series, from) ?? []);
      return firsts.length === 0 ? undefined : Math.min(...firsts);
    },
  };
}

/**
 * Sorts the rows by minute. To add an old minute takes as long as all newer minutes together, so a whole day in
 * random order would take too long.
 */
function ascending(rows: readonly RollupRow[]): readonly RollupRow[] {
  let last = Number.NEGATIVE_INFINITY;
  for (const { minute } of rows) {
    if (minute < last) return rows.toSorted((one, other) => one.minute - other.minute);
    last = minute;
  }
  return rows;
}

function groupSeries(
  selected: readonly Series[],
  per: readonly AlertDimension[],
): readonly SeriesGroup[] {
  const byValues = new Map<string, { values: GroupValues; series: Series[] }>();
  for (const series of selected) {
    const key = per.map((one) => series[one]).join('\n');
    const group = byValues.get(key);
    if (group) {
      group.series.push(series);
    } else {
      const values = Object.fromEntries(per.map((one) => [one, series[one]]));
      byValues.set(key, { values, series: [series] });
    }
  }
  return [...byValues.values()];
}

function isMeant(selector: CountSelector, series: Series): boolean {
  return (['operation', 'detail', 'release'] as const).every((dimension) => {
    const meant = selector[dimension];
    if (meant === undefined) return true;
    return typeof meant === 'string'
      ? meant === series[dimension]
      : meant.includes(series[dimension]);
  });
}
