import { catalogue, Failure, SUBJECT_HEADER } from '@holdfast/core';
import { requireRequest } from '../mistakes/require-request.ts';
import { requireText } from '../mistakes/require-value.ts';

/**
 * Refuses a request that was meant for another user than the one signed in (`SUBJECT_MISMATCH`); call
 * it before any effect. `subject` is whom the session names. A request that names nobody passes: it
 * was typed by a person or a program, not replayed from a queue, which always says whom it means.
 */
export function requireSubject(request: Request, subject: string): void {
  requireRequest('requireSubject', request);
  requireText('requireSubject', { subject }, 'it is whom the session names');
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
