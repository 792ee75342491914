import type { DriftState } from './detection-state.ts';
import { rounded, shortNumber } from './short-number.ts';

/** The slack: an hour that differs by fewer deviations than this is no evidence. */
const SLACK = 1;
/** This much evidence, in deviations, is a drift. */
const ENOUGH = 8;
/** One hour adds at most this many deviations, so that a drift takes several hours. */
const MOST = 3;
/** The detector compares hours only after it has seen this many: six days. */
const HOURS_TO_LEARN = 144;
const RATE = 1 / 168;

export const noDrift: DriftState = {
  ...{ sum: 0, usual: 0, points: 0, hours: 0, square: 0 },
  ...{ above: 0, below: 0, aboveSince: 0, belowSince: 0 },
};

/** Adds a point to the hour that has not ended. */
export function addToDrift(state: DriftState, value: number, usual: number): DriftState {
  return {
    sum: shortNumber(state.sum + value),
    usual: shortNumber(state.usual + usual),
    points: state.points + 1,
    hours: state.hours,
    square: state.square,
    above: state.above,
    below: state.below,
    aboveSince: state.aboveSince,
    belowSince: state.belowSince,
  };
}

export interface Drift {
  readonly state: DriftState;
  /** The distance of the hour in usual deviations. Present when the evidence is enough. */
  readonly found?: { readonly deviations: number; readonly since: number };
}

/** Adds an hour that ended: CUSUM over the distances of hours to the same hours of earlier days. */
export function endHour(state: DriftState, hourAt: number, usual: number | null): Drift {
  const fresh = { ...state, sum: 0, usual: 0, points: 0 };
  if (usual === null || state.points === 0) return { state: fresh };
  const distance = state.sum / state.points - usual;
  const hours = state.hours + 1;
  const square = shortNumber(
    state.square + Math.max(RATE, 1 / hours) * (distance * distance - state.square),
  );
  const usualDeviation = Math.sqrt(state.square);
  if (hours < HOURS_TO_LEARN || usualDeviation === 0) {
    return { state: { ...fresh, hours, square } };
  }
  const raw = distance / usualDeviation;
  const deviations = Math.max(-MOST, Math.min(MOST, raw));
  const above = rounded(Math.max(0, state.above + deviations - SLACK));
  const below = rounded(Math.max(0, state.below - deviations - SLACK));
  const aboveSince = state.above === 0 ? hourAt : state.aboveSince;
  const belowSince = state.below === 0 ? hourAt : state.belowSince;
  const found = above > ENOUGH || below > ENOUGH;
  return {
    state: {
      ...fresh,
      ...{ hours, square, aboveSince, belowSince },
      above: found ? 0 : above,
      below: found ? 0 : below,
    },
    ...(found && { found: { deviations: raw, since: above > ENOUGH ? aboveSince : belowSince } }),
  };
}
