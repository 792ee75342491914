import type { FieldIssue } from '@holdfast/core';
import type { IssueReader } from '../issues/issues-of.ts';
import {
  bodyReader,
  issueAt,
  issuesAt,
  itemsOf,
  membersOf,
  ownOf,
  textOf,
} from './found-issues.ts';

const DEEPEST = 8;
const LONGEST = 1_000_000;

/**
 * Reads what Zod finds, however the server sends it: the list of issues, the error itself as JSON, the object that
 * `flattenError`, `treeifyError` or `formatError` makes, or any of them as `error` or `zodError`.
 */
export const zodErrors: IssueReader = /* @__PURE__ */ bodyReader((body) => {
  return [body, ownOf(body, 'error'), ownOf(body, 'zodError')].flatMap(read).slice(0, 1000);
});

function read(body: unknown): readonly FieldIssue[] {
  const listed = itemsOf(Array.isArray(body) ? body : (ownOf(body, 'issues') ?? issuesIn(body)));
  const flat = membersOf(ownOf(body, 'fieldErrors'));
  return [
    ...listed.flatMap((item) =>
      issueAt(itemsOf(ownOf(item, 'path')).slice(0, DEEPEST), textOf(item, 'message')),
    ),
    ...issuesAt([], ownOf(body, 'formErrors')),
    ...flat.flatMap(([name, texts]) => issuesAt([name], texts)),
    ...readTree(body, []),
    ...readFormat(body, []),
  ];
}

/** The error of Zod 4 holds its issues, as JSON, in its message. */
function issuesIn(error: unknown): unknown {
  if (ownOf(error, 'name') !== 'ZodError') return undefined;
  try {
    return JSON.parse(textOf(error, 'message').slice(0, LONGEST));
  } catch {
    return undefined;
  }
}

function readTree(node: unknown, steps: readonly string[]): readonly FieldIssue[] {
  const inside = [
    ...membersOf(ownOf(node, 'properties')),
    ...itemsOf(ownOf(node, 'items')).map((item, at) => [`${at}`, item] as const),
  ];
  const isTree = steps.length > 0 || inside.length > 0;
  if (!isTree || steps.length > DEEPEST) return [];
  return [
    ...issuesAt(steps, ownOf(node, 'errors')),
    ...inside.flatMap(([name, one]) => readTree(one, [...steps, name])),
  ];
}

function readFormat(node: unknown, steps: readonly string[]): readonly FieldIssue[] {
  const texts = ownOf(node, '_errors');
  if (!Array.isArray(texts) || steps.length > DEEPEST) return [];
  return [
    ...issuesAt(steps, texts),
    ...membersOf(node).flatMap(([name, one]) => readFormat(one, [...steps, name])),
  ];
}
