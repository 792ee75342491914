import type { FieldIssue } from '@holdfast/core';
import type { IssueReader } from '../issues/issues-of.ts';
import {
  bodyReader,
  issueAt,
  itemsOf,
  membersOf,
  ownOf,
  stepsOfPath,
  textOf,
} from './found-issues.ts';

const DEEPEST = 8;
// The validation pipe begins each sentence with the path of the field, or with the list whose items it is about.
const FIELD_FIRST = /^(?:each value in )?([\w$]+(?:\.\w+)*) /;

/**
 * Reads what the validation pipe of NestJS finds: `message` as a list of sentences that begin with their field, or
 * of `ValidationError` objects.
 */
export const nestErrors: IssueReader = /* @__PURE__ */ bodyReader((body) => {
  return itemsOf(ownOf(body, 'message')).flatMap((item) => read(item, []));
});

function read(item: unknown, around: readonly string[]): readonly FieldIssue[] {
  if (typeof item === 'string') {
    return issueAt(stepsOfPath(FIELD_FIRST.exec(item.slice(0, 500))?.[1] ?? ''), item);
  }
  const steps = [...around, ...stepsOfPath(textOf(item, 'property'))];
  if (steps.length > DEEPEST || steps.length === around.length) return [];
  return [
    ...membersOf(ownOf(item, 'constraints')).flatMap(([, text]) => issueAt(steps, text)),
    ...itemsOf(ownOf(item, 'children')).flatMap((child) => read(child, steps)),
  ];
}
