import type { FieldIssue } from '../../failures/field-issue.ts';
import { peek } from '../../failures/naming/peek.ts';
import { toPointer } from '../../failures/pointer.ts';
import { foreignIssues } from '../foreign/foreign-issues.ts';
import { foreignWords, sentences } from '../foreign/foreign-words.ts';
import { placeOfSentence } from '../foreign/issue-place.ts';
import { plainPointer } from './issue-pointer.ts';
import type { Answer } from '../transport.ts';

/**
 * The mistakes that a refusal names: read by the app's own reader, else in a known shape, else from one
 * sentence. `undefined` when the refusal holds nothing that the app can show.
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
  return listed.length > 0 ? listed : bySentence(body, sent, status);
}

/** One sentence about a field by its name, or the sentence of a 422 about the whole request. */
function bySentence(
  body: unknown,
  sent: unknown,
  status: number,
): readonly FieldIssue[] | undefined {
  if (status !== 400 && status !== 422) return undefined;
  const ofField = sentences(body).find((text) => placeOfSentence(text, sent).length > 0);
  const message = ofField ?? (status === 422 ? foreignWords(body) : undefined);
  return message === undefined
    ? undefined
    : [{ pointer: toPointer(placeOfSentence(message, sent)), message }];
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
