import type { FieldIssue } from '../../failures/field-issue.ts';
import { peekText } from '../../failures/naming/peek.ts';
import { plainPointer } from './issue-pointer.ts';

const MOST_ISSUES = 50;

/**
 * The issues in a list that came from outside. Each has its text under a name that the sender chose; an item
 * without a text is left out. An issue without a pointer is about the whole.
 */
export function issuesIn(list: unknown, text: 'detail' | 'message'): FieldIssue[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return list
    .slice(0, MOST_ISSUES)
    .map((item: unknown) => ({
      pointer: plainPointer(peekText(item, 'pointer')),
      message: peekText(item, text),
    }))
    .filter(({ message }) => message !== '');
}
