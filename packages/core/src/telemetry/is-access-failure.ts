import type { FailureJson } from '../failures/failure-json.ts';

/**
 * Whether a server did not know a user or did not allow them. The catalogue numbers what refuses access 1200 to 1209,
 * of whichever family it is; of an app's own failures those of the family `auth` do.
 */
export function isAccessFailure({ number, family }: FailureJson): boolean {
  return family === 'auth' || (number >= 1200 && number < 1210);
}
