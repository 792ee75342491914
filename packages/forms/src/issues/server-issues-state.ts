import type { FieldIssue } from '@holdfast/core';
import { isEqual, peek, peekText, stepsOfPointer } from '@holdfast/core/parts';

/** A server's issue on a field of the form, true as long as the field has this value. */
export interface PlacedIssue {
  readonly path: string;
  readonly message: string;
  readonly value: unknown;
}

export interface ServerIssues {
  readonly placed: readonly PlacedIssue[];
  /** The issues that name no field of the form. */
  readonly unplaced: readonly FieldIssue[];
  /** All values as they were refused. */
  readonly values: unknown;
}

/** Names of the server, as JSON pointers or paths, and the fields of the form that they mean; '' is the form itself. */
export type Aliases = Readonly<Record<string, string>>;

export const NO_ISSUES: ServerIssues = Object.freeze({
  placed: [],
  unplaced: [],
  values: undefined,
});

// A server may send very many or very long issues. A user reads only a few short ones.
const MOST_ISSUES = 50;
const LONGEST = 500;

/**
 * Finds the field that each issue is about. `values` are those that were refused. It leaves out an item that is no issue; of too many issues, the last one tells how many more there are.
 */
export function placeIssues(
  issues: readonly FieldIssue[],
  values: unknown,
  aliases: Aliases = {},
): ServerIssues {
  const placed: PlacedIssue[] = [];
  const unplaced: FieldIssue[] = [];
  for (const issue of issues.slice(0, MOST_ISSUES)) {
    const message = peekText(issue, 'message').slice(0, LONGEST);
    if (message === '') continue;
    const pointer = peekText(issue, 'pointer').slice(0, LONGEST);
    const steps = /^#?\//.test(pointer) ? stepsOfPointer(pointer) : [];
    const found = find(values, aliased(steps, aliases));
    if (found) placed.push({ message, ...found });
    else unplaced.push({ pointer, message });
  }
  const more = issues.length - MOST_ISSUES;
  if (more > 0) unplaced.push({ pointer: '', message: `… +${more}` });
  return { placed, unplaced, values };
}

/** The issues that are true for the values that the form has now. The same reference if all are. */
export function stillTrue(issues: ServerIssues, values: unknown): ServerIssues {
  const placed = issues.placed.filter(({ path, value }) =>
    isEqual(find(values, path.split('.'))?.value, value),
  );
  const { length } = issues.unplaced;
  const unplaced =
    length === 0 || isEqual(issues.values, values) ? issues.unplaced : NO_ISSUES.unplaced;
  const isSame = placed.length === issues.placed.length && unplaced.length === length;
  return isSame ? issues : { ...issues, placed, unplaced };
}

/** The steps with the longest beginning that has an alias replaced by it. */
function aliased(steps: readonly string[], aliases: Aliases): readonly string[] {
  for (let length = steps.length; length > 0; length -= 1) {
    const name = steps.slice(0, length).join('.');
    if (!Object.hasOwn(aliases, name)) continue;
    const field = aliases[name] ?? '';
    return [...(field === '' ? [] : field.split('.')), ...steps.slice(length)];
  }
  return steps;
}

/**
 * The value at these steps. A server may write a name in another case, or with `_` or `-` between its words. A name
 * with a dot looks like a path, so it is not looked for.
 */
function find(
  values: unknown,
  steps: readonly string[],
): { readonly path: string; readonly value: unknown } | undefined {
  const path: string[] = [];
  let value = values;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    const names = Object.keys(value);
    const name = names.includes(step) ? step : alike(Array.isArray(value) ? [] : names, step);
    if (name === undefined || name === '' || name.includes('.')) return undefined;
    path.push(name);
    value = peek(value, name);
  }
  return path.length > 0 ? { path: path.join('.'), value } : undefined;
}

const plain = (name: string): string => name.replaceAll(/[-_]/g, '').toLowerCase();

function alike(names: readonly string[], step: string): string | undefined {
  const wanted = plain(step);
  return wanted === '' ? undefined : names.find((name) => plain(name) === wanted);
}
