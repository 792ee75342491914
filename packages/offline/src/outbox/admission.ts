import type { Platform } from '@holdfast/core/parts';
import { mayTryAt, NO_DOUBT, silent, type Doubt } from './doubt-state.ts';
import type { StoredEntry } from './entry-record.ts';
import type { Evidence } from './lane-rest.ts';
import { originOf } from './origin-of.ts';
import type { OutboxLimits } from './outbox-limits.ts';

/** This context's own view of the network, and of the lanes that go first. It is not stored. */
export interface Admission {
  /** The app just added a write to this lane, or the user asked for it. */
  freshen(lane: string): void;
  /** Whether the last send of any entry was not answered. */
  isDoubted(): boolean;
  /**
   * The lanes to look at before all others. While some sends get no answer, or `isSlow`, the latest lane is tried first.
   */
  first(isSlow: boolean): readonly string[];
  /** These lanes need not be looked at first any more. */
  looked(lanes: readonly string[]): void;
  /**
   * The monotonic time from which the outbox may send to its address; `-Infinity` while the address is not
   * doubted.
   */
  mayTryAt(entry: StoredEntry): number;
  tried(entry: StoredEntry): void;
  /** An entry was answered after `tookMs`. */
  answered(entry: StoredEntry, tookMs: number): void;
  /** How long a send to an origin may go on while lanes that were never tried have no place beside it. */
  patienceMs(origin: string): number;
  silent(entry: StoredEntry): void;
  /** Every address may answer again. `isBack` says that the network came back, which counts once in `wakeGapMs`. */
  hint(isBack?: boolean): void;
  /** How often the network came back. A count, because a time does not order two events of one millisecond. */
  backs(): number;
  /** The evidence that a send of an entry would get an answer. */
  evidence(entry: StoredEntry): Evidence;
}

interface Fresh {
  /** The number of silences up to that moment. */
  readonly silences: number;
  readonly at: number;
}

const EVERYWHERE = '*';
const MOST_FRESH = 64;
// A write that the user has just added, or that has new evidence, is tried at once, unless the address is in
// deep doubt.
const FREE_WHEN_NEWER = 8;
// An answer in one lane says nothing about the servers of others, so new lanes stay in front for some time.
const TROUBLE_MS = 60_000;

export function createAdmission(
  platform: Platform,
  limits: Pick<OutboxLimits, 'networkBackoffMaxMs' | 'freshWithinMs' | 'wakeGapMs'>,
  isOffline: () => boolean = () => false,
): Admission {
  const doubts = new Map<string, Doubt>();
  const fresh = new Map<string, Fresh>();
  const heard = new Map<string, number>();
  const answerMs = new Map<string, number>();
  let clearedAt = -Infinity;
  let backAt = -Infinity;
  let backs = 0;
  let hintedAfter = -1;
  let silences = 0;
  let silentAt = -Infinity;

  const doubt = (key: string): Doubt => doubts.get(key) ?? NO_DOUBT;
  const change = (entry: StoredEntry, by: (before: Doubt) => Doubt): void => {
    for (const key of [EVERYWHERE, originOf(entry)]) doubts.set(key, by(doubt(key)));
  };

  return {
    freshen(lane) {
      fresh.delete(lane);
      fresh.set(lane, { silences, at: platform.now() });
      for (const oldest of fresh.keys()) if (fresh.size > MOST_FRESH) fresh.delete(oldest);
    },
    isDoubted: () => doubt(EVERYWHERE).silences > 0,
    first(isSlow) {
      const isTrouble = isSlow || platform.monotonic() - silentAt < TROUBLE_MS;
      return isTrouble ? [...fresh.keys()].toReversed() : [];
    },
    looked(lanes) {
      for (const lane of lanes) fresh.delete(lane);
    },
    mayTryAt(entry) {
      const added = fresh.get(entry.lane);
      const everywhere = doubt(EVERYWHERE);
      // One probe is enough for all new lanes. If the browser is wrong, the first answer ends the doubt.
      if (added && everywhere.silences > 0 && isOffline()) {
        return everywhere.triedAt + limits.freshWithinMs;
      }
      const isNewer = hintedAfter === silences || added?.silences === silences;
      const free = isNewer ? FREE_WHEN_NEWER : 0;
      // All new lanes share the time within which each is tried.
      const mostMs = added ? limits.freshWithinMs / fresh.size : limits.networkBackoffMaxMs;
      const keys = [EVERYWHERE, originOf(entry)];
      return Math.max(...keys.map((key) => mayTryAt(doubt(key), free, mostMs)));
    },
    tried: (entry) => change(entry, (before) => ({ ...before, triedAt: platform.monotonic() })),
    answered(entry, tookMs) {
      const origin = originOf(entry);
      answerMs.set(origin, Math.min(tookMs, 2 * (answerMs.get(origin) ?? Infinity)));
      // The address answers, so the lanes that were silent because of it need not wait any longer.
      heard.set(origin, platform.now());
      change(entry, ({ triedAt }) => ({ silences: 0, triedAt }));
    },
    patienceMs(origin) {
      const { freshWithinMs } = limits;
      return Math.max(freshWithinMs / 2, 4 * (answerMs.get(origin) ?? freshWithinMs / 5));
    },
    silent(entry) {
      silences += 1;
      silentAt = platform.monotonic();
      change(entry, silent);
    },
    hint(isBack = false) {
      hintedAfter = silences;
      if (!isBack || platform.monotonic() - clearedAt < limits.wakeGapMs) {
        heard.set(EVERYWHERE, platform.now());
        return;
      }
      clearedAt = platform.monotonic();
      backAt = platform.now();
      backs += 1;
      doubts.clear();
    },
    backs: () => backs,
    evidence(entry) {
      const times = [heard.get(EVERYWHERE), heard.get(originOf(entry)), fresh.get(entry.lane)?.at];
      return { at: Math.max(...times.map((time = -Infinity) => time)), backAt };
    },
  };
}
