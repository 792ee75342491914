import type { FieldIssue } from '@holdfast/core';
import { isStorable, NOT_STORABLE } from './is-storable.ts';
import { pointerTo } from './read-query.ts';

export interface ShapeLimits {
  readonly maxDepth: number;
  /** Whether texts may hold characters that no database can store. */
  readonly anyText: boolean;
}

interface Place {
  readonly value: object;
  readonly depth: number;
  /** The names on the way here, as a list that shares its beginning. */
  readonly path: Path | undefined;
}

interface Path {
  readonly name: string;
  readonly parent: Path | undefined;
}

/**
 * Finds the first fault of a parsed JSON value before any schema looks at it: nesting that could exhaust the stack of a
 * validator, `__proto__`, which turns into a prototype when code copies it carelessly, and texts that no database keeps
 * as they are. Walks without recursion.
 */
export function shapeIssue(
  value: unknown,
  { maxDepth, anyText }: ShapeLimits,
): FieldIssue | undefined {
  const pending: Place[] = [];
  let found: FieldIssue | undefined;
  const visit = (child: unknown, depth: number, path: Path | undefined): void => {
    if (typeof child === 'object' && child !== null) pending.push({ value: child, depth, path });
    else if (!anyText && typeof child === 'string' && !isStorable(child)) {
      found ??= { pointer: pointerOf(path), message: NOT_STORABLE };
    }
  };
  visit(value, 1, undefined);
  if (found) return found;
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.depth > maxDepth) {
      return { pointer: '', message: `Nested deeper than ${maxDepth} levels.` };
    }
    if (Object.hasOwn(next.value, '__proto__')) {
      return { pointer: '', message: 'A member may not be named __proto__.' };
    }
    for (const [name, child] of Object.entries(next.value)) {
      if (!anyText && !isStorable(name)) {
        return { pointer: pointerOf(next.path), message: `The name of a member: ${NOT_STORABLE}` };
      }
      visit(child, next.depth + 1, { name, parent: next.path });
      if (found) return found;
    }
  }
  return undefined;
}

function pointerOf(path: Path | undefined): string {
  const names: string[] = [];
  for (let part = path; part; part = part.parent) names.push(pointerTo(part.name));
  return names.toReversed().join('');
}
