import type { IssueReader } from '../issues/issues-of.ts';
import { bodyReader, issuesAt, issuesByField, ownOf } from './found-issues.ts';

/**
 * Reads the errors of a Rails model: `errors` with a list of texts for each attribute, in which `base` stands for
 * the whole, or with a list of full sentences.
 */
export const railsErrors: IssueReader = /* @__PURE__ */ bodyReader((body) => {
  const errors = ownOf(body, 'errors');
  return [...issuesAt([], errors), ...issuesByField(errors, (name) => name === 'base')];
});
