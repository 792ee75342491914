/**
 * `valid`: the user has passed the step, and it has no wrong field now. `pristine`: the user has not passed it yet.
 */
export type StepStatus = 'pristine' | 'valid' | 'invalid' | 'current';

export function statusOf(step: {
  readonly isCurrent: boolean;
  readonly isPassed: boolean;
  readonly hasErrors: boolean;
}): StepStatus {
  if (step.isCurrent) return 'current';
  if (step.hasErrors) return 'invalid';
  return step.isPassed ? 'valid' : 'pristine';
}
