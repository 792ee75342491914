import type { GroupValues } from '../windows/create-windows.ts';
import type { Why } from './why.ts';

/**
 * - `breach`: the condition holds.
 * - `between`: it does not hold, but the number is not on the quiet side either. An alert that fires goes on.
 * - `clear`: it does not hold, or too few events say so.
 */
export type Signal = 'breach' | 'between' | 'clear';

/** What a rule says about one combination of values, at one time. */
export interface Judgement {
  readonly values: GroupValues;
  readonly signal: Signal;
  /** Says which of several judgements is the worst: the larger, the worse. */
  readonly weight: number;
  readonly why: Why;
  /** Where the sessions that it reaches are counted. Absent where no session is reached. */
  readonly reach?: {
    readonly from: number;
    readonly to: number;
    readonly operation?: string;
    readonly code?: string;
  };
}

/** Judgements, and what a rule has to remember until the next time: JSON. */
export interface Judged {
  readonly judgements: readonly Judgement[];
  readonly memory?: unknown;
}
