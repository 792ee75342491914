import type { Ending, TurnPlan } from './fault-mix.ts';

/**
 * The progress of a turn: the bytes of the request until the first byte of the answer, then the bytes of
 * the answer.
 */
export interface Turn {
  readonly plan: TurnPlan;
  readonly message: Ending['message'];
  readonly bytes: number;
}

export interface Taken {
  readonly turn: Turn;
  /** How many bytes the line passes on. */
  readonly pass: number;
  /** The fault after these bytes. */
  readonly ending?: Ending;
}

/** Whether bytes of this message belong to the next turn: a request after an answer does. */
export function beginsTurn(turn: Turn | undefined, message: Ending['message']): boolean {
  return !turn || (turn.message === 'answer' && message === 'request');
}

/**
 * Takes in the next bytes of a turn. An end that was planned in the request, but later than the request was
 * long, comes before the answer. An end that was planned later than the answer was long does not come.
 */
export function takeBytes(turn: Turn, message: Ending['message'], size: number): Taken {
  const { ending } = turn.plan;
  const before = turn.message === message ? turn.bytes : 0;
  const next: Turn = { plan: turn.plan, message, bytes: before + size };
  if (ending?.message === 'request' && message === 'answer') return { turn: next, pass: 0, ending };
  if (ending?.message !== message || ending.afterBytes >= next.bytes) {
    return { turn: next, pass: size };
  }
  return { turn: next, pass: ending.afterBytes - before, ending };
}
