/**
 * `pristine`: the user has not passed the step yet. `invalid`: a field of it is wrong, or its guard stopped the user.
 * `server-error`: the server refused a field of it. `skipped`: the user left it out, or the values do not ask for it.
 */
export type StepStatus = 'pristine' | 'invalid' | 'valid' | 'server-error' | 'skipped';

export interface StepFacts {
  readonly isAsked: boolean;
  readonly isSkipped: boolean;
  readonly isPassed: boolean;
  readonly hasProblem: boolean;
  /** The types of the errors on its fields; the server's have the type `server`. */
  readonly errors: readonly (string | undefined)[];
}

export function statusOf({
  isAsked,
  isSkipped,
  isPassed,
  hasProblem,
  errors,
}: StepFacts): StepStatus {
  if (!isAsked) return 'skipped';
  if (hasProblem || errors.some((type) => type !== 'server')) return 'invalid';
  if (errors.length > 0) return 'server-error';
  if (isSkipped) return 'skipped';
  return isPassed ? 'valid' : 'pristine';
}
