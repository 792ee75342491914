import { scoreAt, type ThreatState } from './threat-state.ts';

/** How many guesses at one name all strangers together can make. */
export interface NameBudget {
  /** The most in a row. @default 100 */
  readonly most: number;
  /** How many of these are kept for addresses without a recent wrong guess at this name. @default 30 */
  readonly kept: number;
  /** After this time half of the guesses are forgotten. @default 21_600_000 */
  readonly halfLifeMs: number;
}

/** A hundred guesses in a row, then eleven an hour. */
export const defaultNameBudget: NameBudget = { most: 100, kept: 30, halfLifeMs: 6 * 3_600_000 };

export interface GuessDecision {
  readonly state: ThreatState;
  /** When the guess is refused: the time until the next one is possible. */
  readonly retryAfterMs?: number;
}

/**
 * Takes one guess at a name, if there is one. A refused guess takes nothing. `isFirst` says that the client has made
 * no wrong guess lately. The last places are for such clients, so that many wrong guesses leave room for a right one.
 */
export function takeGuess(
  known: ThreatState | undefined,
  { at, isFirst }: { readonly at: number; readonly isFirst: boolean },
  { most, kept, halfLifeMs }: NameBudget,
): GuessDecision {
  const made = scoreAt(known, at, { halfLifeMs });
  const allowed = isFirst ? most : most - kept;
  if (made + 1 <= allowed) return { state: counted(made + 1, at) };
  const retryAfterMs = Math.ceil(halfLifeMs * Math.log2(made / (allowed - 1)));
  return { state: counted(made, at), retryAfterMs: Math.max(1000, retryAfterMs) };
}

/** Gives a guess back that does not count: the secret was right, or the server did not compare it. */
export function giveGuessBack(
  known: ThreatState | undefined,
  at: number,
  { halfLifeMs }: NameBudget,
): ThreatState {
  return counted(Math.max(0, scoreAt(known, at, { halfLifeMs }) - 1), at);
}

function counted(score: number, at: number): ThreatState {
  return { kind: 'watched', score, at, strikes: 0, struckAt: 0 };
}
