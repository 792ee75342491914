import type { Detection, DetectionRules } from './detection.ts';
import type { DetectionState } from './detection-state.ts';
import { nextCount } from './next-count.ts';
import { nextLevel } from './next-level.ts';
import { measuredValue, refuseBrokenPoint, type SeriesPoint } from './series-point.ts';

/** This many late points in a row, in their order, mean that the clock was set back. */
const SET_BACK = 10;

/**
 * Judges the next point of a series, and gives the state for the point after it. The function is pure, and a point
 * takes the same time, however many came before. The first call has no state. Points may be missing and irregular;
 * a bucket without any event is a point with 0, not a missing point. Throws `DEFECT` for a value or a time that is
 * no number.
 */
export function nextDetection(
  state: DetectionState | undefined,
  given: SeriesPoint,
  rules: DetectionRules,
): Detection {
  refuseBrokenPoint('nextDetection', given);
  const value = measuredValue(given.value);
  const point = value === given.value ? given : { at: given.at, value };
  const known = state?.kind === rules.kind ? state : undefined;
  if (known !== undefined && point.at <= known.at) {
    if (point.at === known.at) return ignored(known, 'repeated');
    const late = point.at > known.lateAt ? known.late + 1 : 1;
    if (late < SET_BACK) return ignored({ ...known, late, lateAt: point.at }, 'late');
  }
  return rules.kind === 'count'
    ? nextCount(known?.kind === 'count' ? known : undefined, point, rules)
    : nextLevel(known?.kind === 'level' ? known : undefined, point, rules);
}

function ignored(state: DetectionState, reason: 'repeated' | 'late'): Detection {
  return { state, verdict: { kind: 'ignored', reason } };
}
