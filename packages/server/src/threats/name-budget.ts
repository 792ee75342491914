import { scoreAt, type ThreatState } from './threat-state.ts';

/** How many guesses at one name all strangers together may make. */
export interface NameBudget {
  /** The most in a row. @default 100 */
  readonly most: number;
  /** How many of these are kept for addresses that have not guessed wrong at this name lately. @default 30 */
  readonly kept: number;
  /** After this time half of the guesses are forgotten. @default 21_600_000 */
  readonly halfLifeMs: number;
}

/** A hundred guesses in a row, then eleven an hour. */
export const defaultNameBudget: NameBudget = { most: 100, kept: 30, halfLifeMs: 6 * 3_600_000 };

export interface GuessDecision {
  readonly state: ThreatState;
  /** Why the guess may not be made: when the next one may. */
  readonly retryAfterMs?: number;
}

/**
 * Takes one guess at a name, if there is one. A refused guess takes nothing. `isFirst` says that whoever
 * guesses has not been wrong lately: the last places are theirs, so that many who guess wrong leave room
 * for the one who does not.
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

/** Gives a guess back that was none: the secret was right, or nobody looked at it. */
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
