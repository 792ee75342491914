import type { Failure, FieldIssue } from '@holdfast/core';
import { peek } from '@holdfast/core/parts';

/**
 * Reads the issues in what a server refused a form with: the parsed body of its answer, or the error that holds it.
 * Gives nothing for a body of another shape. Pointers lead into what was sent. It also reads for a transport, as
 * `readIssues`.
 */
export type IssueReader = (refused: unknown) => readonly FieldIssue[] | undefined;

/**
 * The issues that a failure tells: those that Holdfast has read from the answer, else what the first of the app's
 * readers finds in the error behind the failure.
 */
export function issuesOf(
  { details, cause }: Failure,
  readers: readonly IssueReader[] = [],
): readonly FieldIssue[] {
  const known = peek(details, 'issues');
  const found = [() => known, ...readers.map((read) => () => read(cause))].map(tried);
  return found.find((issues) => issues.length > 0) ?? [];
}

/** A reader that throws has found nothing: what a server sends must not break the form. */
function tried(read: () => unknown): readonly FieldIssue[] {
  try {
    const issues = read();
    return Array.isArray(issues) ? (issues as readonly FieldIssue[]) : [];
  } catch {
    return [];
  }
}
