import type { FailureJson } from '../failures/failure-json.ts';

/**
 * Whether a failure is trouble that can end. A 404 and a device without a network are none, because nothing is
 * broken.
 */
export function isTrouble({ severity }: FailureJson): boolean {
  return severity === 'critical' || severity === 'warning';
}
