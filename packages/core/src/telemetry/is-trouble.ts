import type { FailureJson } from '../failures/failure-json.ts';

/**
 * Whether something is wrong that can recover. What the caller asked for, such as a character that is not
 * there, and what is only said, such as a tunnel, is no trouble: nothing is wrong that could get well.
 */
export function isTrouble({ severity }: FailureJson): boolean {
  return severity === 'critical' || severity === 'warning';
}
