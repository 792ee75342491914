import type { FieldIssue } from '@holdfast/core';
import { toPointer } from '@holdfast/core/parts';
import { foreignIssues } from './foreign-issues.ts';
import { foreignWords, sentences } from './foreign-words.ts';
import { placeOfSentence } from './issue-place.ts';

/**
 * The mistakes that a refusal names: read in a known shape, else from one sentence. `undefined` when the refusal
 * holds nothing that the app can show.
 */
export function issuesOf(
  body: unknown,
  sent: unknown,
  status: number,
): readonly FieldIssue[] | undefined {
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
