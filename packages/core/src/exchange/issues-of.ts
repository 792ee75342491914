import type { FieldIssue } from '../failures/field-issue.ts';
import { peek } from '../failures/peek.ts';
import { foreignIssues, foreignWords } from './foreign-issues.ts';
import { plainPointer } from './issue-pointer.ts';
import type { Answer } from './transport.ts';

/**
 * What a refusal says is wrong with what was sent: by the app's own reader, else in a shape that is known,
 * else in one sentence. `undefined` when it says nothing that can be shown.
 */
export function issuesOf(
  answer: Answer,
  body: unknown,
  sent: unknown,
  status: number,
): readonly FieldIssue[] | undefined {
  const own = byOwnReader(answer, body);
  if (own) return own;
  const listed = foreignIssues(body, sent);
  const issues = listed.length > 0 || status !== 422 ? listed : foreignWords(body);
  return issues.length > 0 ? issues : undefined;
}

/** A reader that throws, or gives something else, has read nothing. */
function byOwnReader(answer: Answer, body: unknown): readonly FieldIssue[] | undefined {
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
