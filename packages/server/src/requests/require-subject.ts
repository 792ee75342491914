import { Failure } from '@holdfast/core';
import { SUBJECT_HEADER } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { requireRequest } from '../mistakes/require-request.ts';
import { requireText } from '../mistakes/require-value.ts';

/**
 * Refuses a request that was meant for another user than the one signed in (`SUBJECT_MISMATCH`); call it before any
 * effect. `subject` is the user of the session. A request that names no user passes: a user or a program sent it
 * directly, because a client that replays a queue always names the user.
 */
export function requireSubject(request: Request, subject: string): void {
  requireRequest('requireSubject', request);
  requireText('requireSubject', { subject }, 'it is the user of the session');
  const meant = request.headers.get(SUBJECT_HEADER);
  if (meant !== null && decoded(meant) !== subject) throw new Failure(catalogue.SUBJECT_MISMATCH);
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
