import type { Surprise } from '../../detection/detection.ts';
import type { DetectionState } from '../../detection/detection-state.ts';
import { isCountState } from '../../detection/is-count-state.ts';
import { nextDetection } from '../../detection/next-detection.ts';
import type { AnomalyRule } from '../rules/alert-rule.ts';
import type { SeriesGroup } from '../windows/create-windows.ts';
import { keyOf } from './group-key.ts';
import type { Judged, Judgement } from './judgement.ts';
import type { JudgingContext } from './judging-context.ts';
import { reachOf } from './reach-of.ts';

const DEFAULT_STEP_MS = 300_000;
/** From how much of the past the rule learns a new series. */
export const LEARNING_MS: number = 8 * 86_400_000;

/** Counts of a day ago are read in steps of five minutes, which a shorter step would see as bursts. */
const COARSE_MS = 300_000;
const FINE_MS = 86_400_000;
const pastOf = (stepMs: number): number => (stepMs % COARSE_MS === 0 ? LEARNING_MS : FINE_MS);

/** What a rule remembers of one series. */
interface Seen {
  /** The end of the last judged step. */
  readonly until: number;
  readonly state: DetectionState | undefined;
  /** Why the last step was unusual. */
  readonly why?: Surprise | undefined;
}

/**
 * Says whether counts leave their usual range. It judges each step once, after its end. The memory has the end of
 * the last one.
 */
export function judgeAnomaly(rule: AnomalyRule, context: JudgingContext): Judged {
  const { count, stepMs = DEFAULT_STEP_MS, is = 'above', per = [], minEvents = 1 } = rule;
  const { windows, now } = context;
  const before = readMemory(context.memory);
  const ended = Math.floor(now / stepMs) * stepMs;
  const after = new Map<string, Seen>();

  const judgements = windows.groups(count, per).map((group): Judgement => {
    const key = keyOf(group.values, per);
    const seen = notAhead(before.get(key), ended) ?? startOf(group, context, { stepMs, ended });
    const next = seen.until < ended ? lookOn(seen, group, { ...context, stepMs, ended }) : seen;
    after.set(key, next);
    const { why } = next;
    const range = { from: ended - stepMs, to: ended };
    const isMeant = why !== undefined && (is === 'either' || why.side === is);
    const isEnough =
      why?.side === 'below' || windows.sumOf(group, range.from, range.to) >= minEvents;
    return {
      values: group.values,
      signal: isMeant && isEnough ? 'breach' : 'clear',
      weight: Math.abs(why?.deviations ?? 0),
      why: {
        kind: 'anomaly',
        is: why?.side ?? 'above',
        value: why?.observed ?? 0,
        expected: why?.expected ?? 0,
        score: why?.deviations ?? 0,
        stepMs,
      },
      ...reachOf(count, group.values, range),
    };
  });
  const hasChanged = [...after].some(([key, seen]) => seen !== before.get(key));
  return { judgements, ...(hasChanged && { memory: { series: Object.fromEntries(after) } }) };
}

function startOf(
  group: SeriesGroup,
  { windows }: JudgingContext,
  { stepMs, ended }: { readonly stepMs: number; readonly ended: number },
): Seen {
  const first = windows.first(group, ended - pastOf(stepMs)) ?? ended;
  return { until: Math.floor(first / stepMs) * stepMs, state: undefined };
}

/** A clock that was set back makes the last step one of the future, which would be the last one for as long. */
function notAhead(seen: Seen | undefined, ended: number): Seen | undefined {
  return seen === undefined || seen.until <= ended ? seen : { until: ended, state: seen.state };
}

interface Looking extends JudgingContext {
  readonly stepMs: number;
  readonly ended: number;
}

function lookOn(seen: Seen, group: SeriesGroup, looking: Looking): Seen {
  const { windows, stepMs, ended } = looking;
  let { state } = seen;
  let why: Surprise | undefined;
  // A server that was down for long does not judge steps of long ago.
  for (let at = Math.max(seen.until, ended - pastOf(stepMs)); at < ended; at += stepMs) {
    const value = windows.sumOf(group, at, at + stepMs);
    const detection = nextDetection(state, { at, value }, { kind: 'count' });
    ({ state } = detection);
    why = 'why' in detection.verdict ? detection.verdict.why : undefined;
  }
  return { until: ended, state, why };
}

/** It is a map, because a page may call an operation `constructor`. */
function readMemory(memory: unknown): ReadonlyMap<string, Seen> {
  const series = (memory as { readonly series?: unknown } | null | undefined)?.series;
  if (typeof series !== 'object' || series === null) return new Map();
  return new Map(Object.entries(series).filter((one): one is [string, Seen] => isSeen(one[1])));
}

/** A series whose memory is damaged, or comes from another version, is learned anew. */
function isSeen(stored: unknown): stored is Seen {
  const { until, state, why } = Object(stored) as Partial<Seen>;
  const areNumbers = [until, why?.observed ?? 0, why?.expected ?? 0, why?.deviations ?? 0];
  return (
    areNumbers.every(Number.isFinite) &&
    (state === undefined || isCountState(state)) &&
    (why === undefined || ['above', 'below'].includes(Object(why).side))
  );
}
