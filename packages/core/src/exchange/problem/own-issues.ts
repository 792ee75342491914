import type { FieldIssue } from '../../failures/field-issue.ts';
import type { Answer } from '../transport.ts';
import { issuesIn } from './issues-in.ts';

/**
 * The mistakes that the app's own reader finds in a refusal. `undefined` without a reader, and for a reader that
 * throws or gives something else.
 */
export function ownIssues(answer: Answer, body: unknown): readonly FieldIssue[] | undefined {
  if (!answer.readIssues || body === undefined) return undefined;
  try {
    const { status, headers } = answer;
    return issuesIn(answer.readIssues(body, { status, headers }), 'message');
  } catch {
    return undefined;
  }
}
