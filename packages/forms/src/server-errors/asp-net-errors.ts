import type { IssueReader } from '../issues/issues-of.ts';
import { bodyReader, issuesByField, ownOf } from './found-issues.ts';

/** Reads the `ValidationProblemDetails` of ASP.NET: `errors` with a list of texts for each field. */
export const aspNetErrors: IssueReader = /* @__PURE__ */ bodyReader((body) => {
  return issuesByField(ownOf(body, 'errors'), (name) => name === '' || name === '$');
});
