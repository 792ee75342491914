import { fullJitter } from './full-jitter.ts';
import type { OutboxLimits } from './outbox-limits.ts';

/**
 * The pause of a lane after its head was sent without any answer. It is stored with that head, so that every tab
 * and worker keeps to it, also after a reload.
 */
export interface LaneRest {
  /** The start of the pause in wall-clock milliseconds. Its length follows from the other fields. */
  readonly since: number;
  /** The number of sends in a row without an answer. */
  readonly silences: number;
  /** How often evidence has ended a pause of this lane early, and yet there was no answer. @default 0 */
  readonly wakes?: number;
  /** How often a network that came back has ended a pause early, and yet there was no answer. @default 0 */
  readonly backs?: number;
}

/** The evidence that a send would get an answer. Times are wall-clock milliseconds, `-Infinity` for never. */
export interface Evidence {
  /** The last evidence: an answer at the same address, a write that the user added, or a wake-up. */
  readonly at: number;
  /** The network itself came back. */
  readonly backAt: number;
}

export const NO_EVIDENCE: Evidence = Object.freeze({ at: -Infinity, backAt: -Infinity });

export type RestRules = Pick<
  OutboxLimits,
  'networkBackoffMs' | 'networkBackoffMaxMs' | 'wakeGapMs' | 'wakeJitterMs'
>;

/** The pause after one more silence. */
export function restAfterSilence(before: LaneRest | undefined, now: number): LaneRest {
  return { ...before, since: now, silences: (before?.silences ?? 0) + 1 };
}

/** When the pause ends by itself: it doubles with every silence, with full jitter above a floor. */
export function plannedEnd(
  { since, silences }: LaneRest,
  key: string,
  { networkBackoffMs, networkBackoffMaxMs }: RestRules,
): number {
  // Without a floor, a request that is reset at once would be sent in a loop.
  const floorMs = Math.min(networkBackoffMs, networkBackoffMaxMs) / 4;
  const chance = chanceOf(`${silences} ${key}`);
  const jitterMs = fullJitter(silences - 1, networkBackoffMs, networkBackoffMaxMs, chance);
  return since + Math.max(floorMs, jitterMs);
}

/**
 * When the pause ends. Evidence that is newer than the pause ends it early. An address can answer and still reset
 * this one write, so each early end that brought no answer doubles the shortest pause, from `networkBackoffMs` to
 * `wakeGapMs`. A network that comes back ends every pause, after a random moment, because many devices may hear of
 * it at once.
 */
export function restEndsAt(
  rest: LaneRest,
  key: string,
  { at, backAt }: Evidence,
  rules: RestRules,
): number {
  const { since, silences, wakes = 0 } = rest;
  const gapMs = Math.min(rules.wakeGapMs, (rules.networkBackoffMs / 2) * 2 ** wakes);
  const jitterMs = Math.round(rules.wakeJitterMs * chanceOf(`${key} ${silences}`));
  return Math.min(
    plannedEnd(rest, key, rules),
    at < since ? Infinity : Math.max(at, wakes === 0 ? at : since + gapMs),
    backAt < since ? Infinity : backAt + (silences === 1 ? 0 : jitterMs),
  );
}

/**
 * The silences that the lane keeps counting when evidence allowed a send before the planned end of the pause.
 * Silences from before the network came back say little about the network now, so counting begins again: from
 * zero at first, and from a higher number each time that such a send got no answer.
 */
export function wokenEarly(rest: LaneRest, { backAt }: Evidence): LaneRest {
  const { since, silences, wakes = 0, backs = 0 } = rest;
  if (backAt < since) return { ...rest, wakes: wakes + 1 };
  const most = 2 * backs;
  return {
    ...{ since, silences: Math.min(silences, most) },
    ...{ wakes: Math.min(wakes, most) + 1, backs: backs + 1 },
  };
}

/** A number in [0, 1) that is the same in every tab and differs between keys (FNV-1a). */
function chanceOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  }
  // The last bytes change only the low bits, so they are mixed once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c_1b_3c_6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}
