import type { WizardState } from './wizard-state.ts';

/**
 * `pristine`: the user has not passed the step yet. `invalid`: a field of it is wrong, or its guard stopped the user.
 * `server-error`: the server refused a field of it. `skipped`: the user left it out, or the values do not ask for it.
 */
export type StepStatus = 'pristine' | 'invalid' | 'valid' | 'server-error' | 'skipped';

/**
 * The status of a step. `asked` are the ids of the steps that the values ask for; `errors` are the types of the errors
 * on the fields of the step, where those of the server have the type `server`.
 */
export function statusOf(
  id: string,
  { passed, skipped, problems }: WizardState,
  asked: readonly string[],
  errors: readonly string[],
): StepStatus {
  if (!asked.includes(id)) return 'skipped';
  if (problems[id] || errors.some((type) => type !== 'server')) return 'invalid';
  if (errors.length > 0) return 'server-error';
  if (skipped.includes(id)) return 'skipped';
  return passed.includes(id) ? 'valid' : 'pristine';
}
