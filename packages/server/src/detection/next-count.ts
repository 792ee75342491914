import { nextHourScatter, nextScatter } from './count-scatter.ts';
import type { Detection, DetectionRules, Surprise } from './detection.ts';
import type { CountState, RunState } from './detection-state.ts';
import { addToDrift, type Drift, endHour, noDrift } from './drift.ts';
import { judgeCount } from './judge-count.ts';
import { refuseUnless } from '../mistakes/defect.ts';
import { nextRun, noRun } from './run.ts';
import { DAY_MS, HOUR_MS, type SeriesPoint } from './series-point.ts';
import { addToHour, levelOf, type UsualCount, usualCount } from './usual-count.ts';
import { addToDay, endDay, noDay } from './weekdays.ts';

/** On the first day the detector learns the hours, on the second day how much the counts scatter around them. */
const LEARNS_MS = 2 * DAY_MS;
/** After a state has lasted longer than a weekend, the detector takes it for the usual one. */
const NEW_USUAL_MS = 3 * DAY_MS;
/** The detector compares a run of points with these multiples of the usual rate. */
const RISEN = 3;
const FALLEN = 0.25;
/** The detector learns at most this many deviations of a point, so that it does not learn an incident. */
const LEARNED = 3;

/** Judges the next count, and learns from it. */
export function nextCount(
  known: CountState | undefined,
  point: SeriesPoint,
  { chance = 2e-6, coolDownPoints = 200 }: DetectionRules,
): Detection {
  refuseUnless(
    point.value >= 0,
    'nextDetection: a count is below 0. Give `kind: "level"` for such a series.',
  );
  const { at } = point;
  const state = known ?? begun(at);
  const usual = usualCount(state, at);
  if (at - state.since < LEARNS_MS) {
    return { state: learn(state, point, usual, NOTHING_FOUND), verdict: LEARNING };
  }
  const scatter = Math.max(state.scatter, state.hourScatter);
  const above = nextRun(state.above, point, { usual: usual.atMost, scatter, ratio: RISEN });
  const below = nextRun(state.below, point, { usual: usual.atLeast, scatter, ratio: FALLEN });
  const ended = isNew(HOUR_MS, state, at)
    ? endHour(state.drift, state.at, state.drift.usual / state.drift.points)
    : undefined;
  const why = judgeCount(above, below, { point, usual, chance, ended, drift: state.drift });
  const isCooling = state.seen < state.quietUntil;
  const quietUntil =
    why === undefined || isCooling ? state.quietUntil : state.seen + coolDownPoints;
  const next = learn(state, point, usual, { above, below, why, ended, quietUntil });
  if (why === undefined) return { state: next, verdict: USUAL };
  const verdict = { kind: isCooling ? 'still-unusual' : 'unusual', why } as const;
  return at - next.unusualSince < NEW_USUAL_MS
    ? { state: next, verdict }
    : { state: { ...begun(at), seen: next.seen, quietUntil }, verdict };
}

const USUAL = { kind: 'usual' } as const;
const LEARNING = { kind: 'learning' } as const;
const NOTHING_FOUND = {
  ...{ above: noRun, below: noRun, why: undefined, ended: undefined, quietUntil: 0 },
};

interface Found {
  readonly above: RunState;
  readonly below: RunState;
  readonly why: Surprise | undefined;
  readonly ended: Drift | undefined;
  readonly quietUntil: number;
}

/** This function runs for every point, so it makes one object and few copies. */
function learn(
  state: CountState,
  { at, value }: SeriesPoint,
  { mean, share, variance }: UsualCount,
  { above, below, why, ended, quietUntil }: Found,
): CountState {
  const age = at - state.since;
  const isFirstDay = age < DAY_MS;
  const isNewHour = isNew(HOUR_MS, state, at);
  const isNewDay = isNew(DAY_MS, state, at);
  const most = LEARNED * Math.sqrt(variance);
  const learned = age < LEARNS_MS ? value : Math.max(mean - most, Math.min(value, mean + most + 1));
  const drift = ended?.state ?? (isNewHour ? noDrift : state.drift);
  const unusualAt = why === undefined ? state.unusualAt : at;
  const isCalm = at - unusualAt >= HOUR_MS;
  return {
    kind: 'count',
    at,
    since: state.since,
    seen: state.seen + 1,
    quietUntil,
    late: 0,
    lateAt: 0,
    sums: addToHour(state.sums, at, learned / share, isNewHour, 7),
    points: addToHour(state.points, at, 1, isNewHour, 4),
    level: isNewHour ? levelOf(state) : state.level,
    weekdays: isNewDay ? endDay(state.weekdays, state.at, state.today) : state.weekdays,
    today: isFirstDay ? noDay : addToDay(isNewDay ? noDay : state.today, value, mean / share),
    scatter: isFirstDay ? 1 : nextScatter(state, learned, mean),
    hourScatter: isNewHour && !isFirstDay ? nextHourScatter(state) : state.hourScatter,
    above,
    below,
    unusualSince: why === undefined ? (isCalm ? 0 : state.unusualSince) : state.unusualSince || at,
    unusualAt,
    drift: addToDrift(drift, value, isFirstDay ? value : mean),
  };
}

function isNew(lengthMs: number, state: CountState, at: number): boolean {
  return Math.floor(at / lengthMs) !== Math.floor(state.at / lengthMs);
}

function begun(at: number): CountState {
  const none = Array.from({ length: 24 }, () => 0);
  const alike = Array.from({ length: 7 }, () => 1);
  return {
    kind: 'count',
    ...{ at, since: at, seen: 0, quietUntil: 0, late: 0, lateAt: 0 },
    ...{
      sums: none,
      points: none,
      level: 0.5,
      scatter: 1,
      hourScatter: 1,
      above: noRun,
      below: noRun,
    },
    ...{ unusualSince: 0, unusualAt: 0, drift: noDrift, weekdays: alike, today: noDay },
  };
}
