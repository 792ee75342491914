import type { FieldIssue } from '@holdfast/core';
import { isEqual } from '@holdfast/core/parts';

/** A server's issue on a field of the form, true as long as the field has this value. */
export interface PlacedIssue {
  readonly path: string;
  readonly message: string;
  readonly value: unknown;
}

export interface ServerIssues {
  readonly placed: readonly PlacedIssue[];
  /** Those that name nothing in the form. */
  readonly unplaced: readonly FieldIssue[];
  /** All values as they were refused. */
  readonly values: unknown;
}

export const NO_ISSUES: ServerIssues = Object.freeze({
  placed: [],
  unplaced: [],
  values: undefined,
});

/** Finds the field that each issue is about. `values` are those that were refused. */
export function placeIssues(issues: readonly FieldIssue[], values: unknown): ServerIssues {
  const placed: PlacedIssue[] = [];
  const unplaced: FieldIssue[] = [];
  for (const issue of issues) {
    const steps = stepsOf(issue.pointer);
    const found = steps.length > 0 ? lookUp(values, steps) : undefined;
    if (found) placed.push({ path: steps.join('.'), message: issue.message, value: found.value });
    else unplaced.push(issue);
  }
  return { placed, unplaced, values };
}

/** The issues that are still true when the form has other values. The same reference if all are. */
export function stillTrue(issues: ServerIssues, values: unknown): ServerIssues {
  const placed = issues.placed.filter(({ path, value }) =>
    isEqual(lookUp(values, path.split('.'))?.value, value),
  );
  const unplaced = isEqual(issues.values, values) ? issues.unplaced : [];
  const isSame =
    placed.length === issues.placed.length && unplaced.length === issues.unplaced.length;
  return isSame ? issues : { ...issues, placed, unplaced };
}

/** The steps of an RFC 6901 pointer. A name that holds a dot cannot be told from a path, so it is none. */
function stepsOf(pointer: string): readonly string[] {
  if (!pointer.startsWith('/')) return [];
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.some((step) => step === '' || step.includes('.')) ? [] : steps;
}

function lookUp(
  values: unknown,
  steps: readonly string[],
): { readonly value: unknown } | undefined {
  let value = values;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = Reflect.get(value, step);
  }
  return { value };
}
