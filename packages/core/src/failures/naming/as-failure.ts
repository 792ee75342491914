import { failureOf } from '../failure-of.ts';
import { Failure, type FailureInit } from '../failure.ts';
import { DEFECT, UNKNOWN } from '../kinds/runtime.ts';
import { peekText } from './peek.ts';

/**
 * Names a thrown value. Core's `toFailure` is such a function, and knows the errors of engines and of common
 * libraries.
 */
export type Naming = (thrown: unknown, init?: Omit<FailureInit, 'cause' | 'details'>) => Failure;

// The error classes of mistakes in the code itself.
const MISTAKE = /^(Type|Reference|Range|Eval|URI)Error$/;

/**
 * Gives the failure that a thrown value is or has among its causes. An error of the code itself becomes `DEFECT`,
 * every other value `UNKNOWN`; both tell the name and the code of their cause. `toFailure` knows many more names
 * and weighs much more.
 */
export const asFailure: Naming = (thrown, init) =>
  failureOf(thrown) ??
  new Failure(MISTAKE.test(peekText(thrown, 'name')) ? DEFECT : UNKNOWN, {
    ...init,
    cause: thrown,
  });
