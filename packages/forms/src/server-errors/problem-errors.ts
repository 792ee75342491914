import type { IssueReader } from '../issues/issues-of.ts';
import { bodyReader, issueAt, itemsOf, ownOf, stepsOfPath, textOf } from './found-issues.ts';

const PARAMS = ['invalid_params', 'invalid-params', 'invalidParams'];

/**
 * Reads problem documents: `errors` with a JSON pointer for each (RFC 9457), also as a fragment (`#/name`), and
 * `invalid_params` with a name for each (RFC 7807).
 */
export const problemErrors: IssueReader = /* @__PURE__ */ bodyReader((body) => {
  const pointed = itemsOf(ownOf(body, 'errors')).flatMap((item) => {
    const message = textOf(item, 'detail', 'message', 'title');
    return message === '' ? [] : [{ pointer: textOf(item, 'pointer'), message }];
  });
  const named = PARAMS.flatMap((name) =>
    itemsOf(ownOf(body, name)).flatMap((item) =>
      issueAt(stepsOfPath(textOf(item, 'name', 'field')), textOf(item, 'reason', 'detail')),
    ),
  );
  return [...pointed, ...named];
});
