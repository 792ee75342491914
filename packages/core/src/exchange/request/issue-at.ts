import type { FieldIssue } from '../../failures/field-issue.ts';
import { toPointer } from '../../failures/pointer.ts';

/** A mistake in one part of a request. A production build says only where it is. */
export function issueAt(
  path: readonly PropertyKey[],
  message: string | undefined = 'cannot be sent',
): FieldIssue {
  return { pointer: toPointer(path), message };
}
