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
  /** Larger is worse. The worst of several judgements is the one with the largest value. */
  readonly weight: number;
  readonly why: Why;
  /** Where the store counts the sessions of this trouble. Absent if it reaches no session. */
  readonly reach?: {
    readonly from: number;
    readonly to: number;
    readonly operation?: string;
    readonly code?: string;
  };
}

/** Judgements, and the memory of the rule for its next judgement, as JSON. */
export interface Judged {
  readonly judgements: readonly Judgement[];
  readonly memory?: unknown;
}
