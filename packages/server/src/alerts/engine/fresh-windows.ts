import type { RollupMeasure, RollupRange, RollupStore } from '../../monitoring/rollup.ts';
import { type ChangingWindows, createWindows, type Windows } from '../windows/create-windows.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** Counts of minutes older than this rarely change. The next full reading takes in such a change. */
const LATE_MS = 5 * MINUTE;
/** The time from one full reading to the next, for reports that came very late. */
const AGAIN_MS = HOUR;
/** How far back the readings of older counts go. Each step is a part of the next longer one. */
const STEPS = [
  { untilMs: DAY, stepMs: MINUTE },
  { untilMs: 8 * DAY, stepMs: 5 * MINUTE },
  { untilMs: Number.POSITIVE_INFINITY, stepMs: HOUR },
];

/**
 * Keeps windows up to date from a store of roll-ups. It reads all past counts once, and then only the newest
 * minutes.
 */
export interface FreshWindows {
  refresh(now: number, horizons: ReadonlyMap<RollupMeasure, number>): Promise<Windows>;
  /** Reads everything at the next refresh. */
  forget(): void;
}

export function createFreshWindows(store: Pick<RollupStore, 'read'>): FreshWindows {
  let windows: ChangingWindows | undefined;
  let readAt = 0;
  let refreshedAt = 0;
  let loaded: ReadonlyMap<RollupMeasure, number> = new Map();

  async function readAll(now: number, horizons: ReadonlyMap<RollupMeasure, number>): Promise<void> {
    const read = createWindows();
    // One statement reads the counts for all rules that look back equally far.
    for (const spanMs of new Set(horizons.values())) {
      const measures = [...horizons]
        .filter(([, one]) => one === spanMs)
        .map(([measure]) => measure);
      for (const range of rangesOf(now, spanMs)) {
        // oxlint-disable-next-line no-await-in-loop -- one statement after another, because a long one holds up no writer
        read.add(await store.read(range, measures));
      }
    }
    windows = read;
    loaded = horizons;
    readAt = now;
  }

  return {
    async refresh(now, horizons) {
      const isWide = [...horizons].every(
        ([measure, spanMs]) => (loaded.get(measure) ?? 0) >= spanMs,
      );
      const isRecent = now >= refreshedAt && now < refreshedAt + LATE_MS && now < readAt + AGAIN_MS;
      if (!windows || !isWide || !isRecent) {
        await readAll(now, horizons);
      } else {
        const from = Math.floor((refreshedAt - LATE_MS) / MINUTE) * MINUTE;
        windows.replaceFrom(from, await store.read({ from, to: now + MINUTE }, [...loaded.keys()]));
      }
      refreshedAt = now;
      return windows as ChangingWindows;
    },
    forget() {
      windows = undefined;
    },
  };
}

/** The ranges that reach this far back, the oldest first. */
function rangesOf(now: number, spanMs: number): readonly RollupRange[] {
  const ranges: RollupRange[] = [];
  let to = Math.floor(now / MINUTE) * MINUTE + MINUTE;
  for (const { untilMs, stepMs } of STEPS) {
    const from = Math.max(0, Math.floor((now - Math.min(spanMs, untilMs)) / HOUR) * HOUR);
    if (from < to) ranges.unshift({ from, to, stepMs });
    to = Math.min(from, to);
    if (spanMs <= untilMs) break;
  }
  return ranges;
}
