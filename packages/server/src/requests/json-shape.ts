import type { FieldIssue } from '@holdfast/core';

/**
 * What is wrong with a parsed JSON value before any schema has looked at it: nesting that could
 * exhaust a validator's stack, and `__proto__`, which turns into a prototype when it is copied
 * carelessly. Walks without recursion; gives the first issue found.
 */
export function shapeIssue(value: unknown, maxDepth: number): FieldIssue | undefined {
  const pending: { readonly value: object; readonly depth: number }[] = [];
  const visit = (child: unknown, depth: number): void => {
    if (typeof child === 'object' && child !== null) pending.push({ value: child, depth });
  };
  visit(value, 1);
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.depth > maxDepth) {
      return { pointer: '', message: `Nested deeper than ${maxDepth} levels.` };
    }
    if (Object.hasOwn(next.value, '__proto__')) {
      return { pointer: '', message: 'A member may not be named __proto__.' };
    }
    for (const child of Object.values(next.value)) visit(child, next.depth + 1);
  }
  return undefined;
}
