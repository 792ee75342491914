import type { FieldIssue } from '../../failures/field-issue.ts';
import { peek } from '../../failures/naming/peek.ts';
import type { Answer } from '../transport.ts';
import { plainPointer } from './issue-pointer.ts';

/**
 * The mistakes that the app's own reader finds in a refusal. `undefined` without a reader, and for a reader that
 * throws or gives something else.
 */
export function ownIssues(answer: Answer, body: unknown): readonly FieldIssue[] | undefined {
  if (!answer.readIssues || body === undefined) return undefined;
  try {
    const { status, headers } = answer;
    return answer.readIssues(body, { status, headers })?.flatMap((issue) => {
      const pointer = peek(issue, 'pointer');
      const message = peek(issue, 'message');
      return typeof pointer === 'string' && typeof message === 'string'
        ? [{ pointer: plainPointer(pointer), message }]
        : [];
    });
  } catch {
    return undefined;
  }
}
