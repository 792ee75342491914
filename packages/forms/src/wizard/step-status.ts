/** `valid` was passed and nothing is wrong with it now; `pristine` was not passed yet. */
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
