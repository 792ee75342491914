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
  /** The last time at which evidence ended a pause of this lane early. */
  readonly wokenAt?: number;
}

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
 * When the pause ends. Evidence that is newer than the pause ends it early, after a random moment so that not
 * all devices come back at once. No lane is woken by evidence more often than once in `wakeGapMs`: an address
 * can answer and still reset this one write.
 */
export function restEndsAt(rest: LaneRest, key: string, heardAt: number, rules: RestRules): number {
  const planned = plannedEnd(rest, key, rules);
  const { since, silences, wokenAt = -Infinity } = rest;
  if (heardAt < since) return planned;
  const jitterMs = silences === 1 ? 0 : rules.wakeJitterMs * chanceOf(`${key} ${silences}`);
  return Math.min(planned, Math.max(heardAt + Math.round(jitterMs), wokenAt + rules.wakeGapMs));
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
