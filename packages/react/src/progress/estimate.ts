/** The known facts about work that is under way. */
export interface WorkFacts {
  /** When it began, in wall-clock milliseconds. */
  readonly since: number;
  /** How much is done, and how much there is, in any unit. @default not known */
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  /** How long it usually takes. @default not known */
  readonly usualMs?: number | undefined;
}

export interface Estimate {
  /** Between 0 and 1; absent when the facts do not tell how far the work is. */
  readonly ratio?: number;
  /** Absent while the facts are too few for an estimate. */
  readonly leftMs?: number;
  /** Whether the work takes longer than usual. */
  readonly isLate: boolean;
}

// Before that, the speed is mostly random.
const TRUSTED_MS = 1000;
const TRUSTED_RATIO = 0.02;

/** How far the work is and how long it still takes, judged by its speed so far. */
export function estimate({ since, done, total, usualMs }: WorkFacts, now: number): Estimate {
  const passedMs = Math.max(0, now - since);
  const isLate = usualMs !== undefined && passedMs > usualMs;
  if (done === undefined || total === undefined || !(total > 0)) {
    const isKnown = usualMs !== undefined && !isLate;
    return isKnown ? { isLate, leftMs: usualMs - passedMs } : { isLate };
  }
  const ratio = Math.min(1, Math.max(0, done / total));
  if (passedMs < TRUSTED_MS || ratio < TRUSTED_RATIO) return { isLate, ratio };
  return { isLate, ratio, leftMs: (passedMs * (1 - ratio)) / ratio };
}

/** Rounds a time up: to five seconds, later to ten, later to a minute, because an estimate is not exact. */
export function roughly(ms: number): number {
  const step = ms <= 30_000 ? 5000 : ms <= 90_000 ? 10_000 : 60_000;
  return Math.ceil(ms / step) * step;
}
