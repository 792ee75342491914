import type { CountState } from './detection-state.ts';

type Numbers = readonly string[];

const ALL: Numbers = [
  ...['at', 'since', 'seen', 'quietUntil', 'late', 'lateAt', 'level', 'scatter', 'hourScatter'],
  ...['unusualSince', 'unusualAt'],
];
const RUN: Numbers = ['evidence', 'since', 'sum', 'points'];
const DRIFT: Numbers = [
  ...['sum', 'usual', 'points', 'hours', 'square'],
  ...['above', 'below', 'aboveSince', 'belowSince'],
];
const TODAY: Numbers = ['sum', 'usual', 'points'];

/** Whether stored JSON is the memory of a count of this version: another version may have had other members. */
export function isCountState(stored: unknown): stored is CountState {
  const state = Object(stored) as Partial<CountState>;
  return (
    state.kind === 'count' &&
    haveNumbers(state, ALL) &&
    areNumbers(state.sums, 24) &&
    areNumbers(state.points, 24) &&
    areNumbers(state.weekdays, 7) &&
    [state.above, state.below].every((run) => haveNumbers(run, RUN)) &&
    haveNumbers(state.drift, DRIFT) &&
    haveNumbers(state.today, TODAY)
  );
}

function haveNumbers(stored: unknown, names: Numbers): boolean {
  const members = Object(stored) as Readonly<Record<string, unknown>>;
  return names.every((name) => Number.isFinite(members[name]));
}

function areNumbers(stored: unknown, length: number): boolean {
  return Array.isArray(stored) && stored.length === length && stored.every(Number.isFinite);
}
