import type { FailureJson } from '../failures/failure-json.ts';

/**
 * Whether a server did not know a user or did not allow them. In the catalogue, the failures that refuse access have
 * the numbers 1200 to 1209, in any family. Of an app's own failures, those of the family `auth` refuse access.
 */
export function isAccessFailure({ number, family }: FailureJson): boolean {
  return family === 'auth' || (number >= 1200 && number < 1210);
}
