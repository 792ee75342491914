import type { FieldIssue } from '@holdfast/core';
import { peek, peekText, toPointer } from '@holdfast/core/parts';
import type { IssueReader } from '../issues/issues-of.ts';

// Far more than a form shows, and little enough to read at once.
const MOST = 1000;
const DEEPEST = 8;

/** The own members of an object from outside, or none. Never those of its prototype. */
export function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).slice(0, MOST);
}

/** An own member of an object from outside. */
export function ownOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? peek(value, name)
    : undefined;
}

/** The items of a list from outside, or none. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST) : [];
}

/** The first text under one of these names. */
export function textOf(value: unknown, ...names: readonly string[]): string {
  return names.map((name) => peekText(value, name)).find(Boolean) ?? '';
}

/** The steps of a path as servers write them: `traits[0].name`, `$.traits.0`, `user[name]`, `$['a/b']`. */
export function stepsOfPath(path: string): readonly string[] {
  return path
    .slice(0, 500)
    .replace(/^\$(?=[.[]|$)/, '')
    .split(/['"]?[.[\]]+['"]?/)
    .filter(Boolean);
}

/** One issue at these steps, or none where there is no text. */
export function issueAt(steps: readonly unknown[], message: unknown): readonly FieldIssue[] {
  if (typeof message !== 'string' || message === '') return [];
  const names = steps.filter((step) => typeof step === 'string' || typeof step === 'number');
  return [{ pointer: toPointer(names), message }];
}

/** One issue for each text: a text, a list of texts, or objects with a text, of the field at these steps. */
export function issuesAt(steps: readonly string[], texts: unknown): readonly FieldIssue[] {
  const listed = typeof texts === 'string' ? [texts] : itemsOf(texts);
  return listed.flatMap((text) =>
    issueAt(steps, typeof text === 'string' ? text : textOf(text, 'message', 'detail', 'error')),
  );
}

/** The issues of an object whose names are fields and whose values are their texts, also one inside another. */
export function issuesByField(
  map: unknown,
  isWhole: (name: string) => boolean,
  around: readonly string[] = [],
): readonly FieldIssue[] {
  if (around.length > DEEPEST) return [];
  return membersOf(map).flatMap(([name, texts]) => {
    const steps = isWhole(name) ? around : [...around, ...stepsOfPath(name)];
    const found = issuesAt(steps, texts);
    return found.length > 0 || steps === around ? found : issuesByField(texts, isWhole, steps);
  });
}

/**
 * A reader that looks at the body itself, and at the body within an error as HTTP clients throw it. It gives
 * `undefined` where `read` finds nothing.
 */
export function bodyReader(read: (body: unknown) => readonly FieldIssue[]): IssueReader {
  return (refused) => {
    const response = ownOf(refused, 'response');
    const bodies = [
      ...[refused, ownOf(refused, 'data'), ownOf(refused, 'body')],
      ...[ownOf(response, 'data'), ownOf(response, 'body')],
    ];
    return bodies.map(read).find((issues) => issues.length > 0);
  };
}
