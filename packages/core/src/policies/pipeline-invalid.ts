import { Failure } from '../failures/failure.ts';
import { PIPELINE_INVALID } from '../failures/kinds/policy.ts';

/** For mistakes of the programmer, told when the pipeline is built and never when it runs. */
export function pipelineInvalid(remedy: string): Failure {
  return new Failure(PIPELINE_INVALID, { details: { remedy } });
}

/** Refuses durations and counts that cannot mean anything. */
export function requirePositive(name: string, value: number): void {
  if (!(value > 0)) throw pipelineInvalid(`Give ${name} a value above 0.`);
}

export function requireWhole(
  name: string,
  value: number,
  least: number,
  most: number = Infinity,
): void {
  if (value === Infinity && most === Infinity) return;
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = most === Infinity ? `${least} or more` : `from ${least} to ${most}`;
  throw pipelineInvalid(`Give ${name} a whole number, ${range}.`);
}
