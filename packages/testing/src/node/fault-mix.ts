/**
 * The faults of one turn of a connection. A turn is the bytes of the client until the server answers, and
 * that answer.
 *
 * - `delay`: every piece is late, in both directions.
 * - `slice`: every piece arrives in many small ones, in both directions.
 * - `refuse`: a reset before the server gets a byte of the request.
 * - `cut`: an orderly end (FIN) to both sides, within the request or within the answer.
 * - `reset`: the same, but hard (RST).
 * - `truncate`: an orderly end after some bytes of the answer.
 * - `stall`: the line passes nothing on any more, and tells neither side.
 */
export type FaultKind = 'delay' | 'slice' | Ending['kind'];

/** How a turn ends early. */
export interface Ending {
  readonly kind: 'refuse' | 'cut' | 'reset' | 'truncate' | 'stall';
  readonly message: 'request' | 'answer';
  /** How many bytes of that message the line still passes on. */
  readonly afterBytes: number;
}

/** The faults of a bad line, as data. */
export interface FaultMix {
  readonly name: string;
  /**
   * How likely each fault is for one turn, from 0 to 1. Delays and slices come on top of everything else. A
   * turn has at most one of the other faults, so those may not add up to more than 1.
   */
  readonly chances: Readonly<Partial<Record<FaultKind, number>>>;
  /** How late a delayed piece is, in milliseconds. @default 20 */
  readonly latencyMs?: number;
  /** Up to this many more milliseconds, drawn anew for each piece. @default 20 */
  readonly jitterMs?: number;
  /** The largest slice. @default 32 */
  readonly sliceBytes?: number;
  /** An early end comes before this many bytes of its message have passed. @default 200 */
  readonly endWithinBytes?: number;
}

/** The plan of one turn. */
export interface TurnPlan {
  readonly isDelayed: boolean;
  readonly isSliced: boolean;
  readonly ending: Ending | undefined;
  /**
   * The seed for the values that the line draws for each piece. The number of pieces depends on the
   * network.
   */
  readonly pieceSeed: number;
}

const ENDINGS = ['refuse', 'cut', 'reset', 'truncate', 'stall'] as const;

/** Throws a `RangeError` for an impossible mix. */
export function checkMix({ name, chances, ...measures }: FaultMix): void {
  const each = Object.values(chances).every((chance) => chance >= 0 && chance <= 1);
  const early = ENDINGS.reduce((sum, kind) => sum + (chances[kind] ?? 0), 0);
  const { latencyMs = 0, jitterMs = 0, sliceBytes = 1, endWithinBytes = 0 } = measures;
  const areFit = [latencyMs, jitterMs, sliceBytes - 1, endWithinBytes].every(
    (measure) => Number.isFinite(measure) && measure >= 0,
  );
  if (!areFit) {
    throw new RangeError(
      `The fault mix '${name}' needs milliseconds and bytes from 0 on, and slices of a byte at least.`,
    );
  }
  // The sum of decimal fractions may be slightly off.
  if (!each || early > 1 + 1e-9) {
    throw new RangeError(
      `The fault mix '${name}' needs chances from 0 to 1, and early ends of 1 at most together.`,
    );
  }
}

/** Draws the plan of the next turn. The same numbers give the same plan. */
export function planTurn(
  { chances, endWithinBytes = 200 }: FaultMix,
  random: () => number,
): TurnPlan {
  const isDelayed = random() < (chances.delay ?? 0);
  const isSliced = random() < (chances.slice ?? 0);
  let left = random();
  const kind = ENDINGS.find((candidate) => {
    left -= chances[candidate] ?? 0;
    return left < 0;
  });
  const message = random() < 0.5 ? 'request' : 'answer';
  const afterBytes = Math.floor(random() * endWithinBytes);
  return {
    isDelayed,
    isSliced,
    ending: kind && endingOf(kind, message, afterBytes),
    pieceSeed: Math.floor(random() * 2 ** 32),
  };
}

function endingOf(kind: Ending['kind'], message: Ending['message'], afterBytes: number): Ending {
  if (kind === 'refuse') return { kind, message: 'request', afterBytes: 0 };
  if (kind === 'truncate') return { kind, message: 'answer', afterBytes: Math.max(1, afterBytes) };
  return { kind, message, afterBytes };
}
