import type { FieldIssue } from '@holdfast/core';
import { pointerTo } from './read-query.ts';

/**
 * The members of a value that its schema left out of its result: the client sent them, and no code will look at them.
 * Looks no further where a schema made another value of its input.
 */
export function droppedMembers(given: unknown, kept: unknown, pointer = ''): readonly FieldIssue[] {
  if (Array.isArray(given) && Array.isArray(kept)) {
    return given.length === kept.length
      ? given.flatMap((item, index) => droppedMembers(item, kept[index], `${pointer}/${index}`))
      : [];
  }
  if (!isRecord(given) || !isRecord(kept)) return [];
  const issues: FieldIssue[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(kept, name)) {
      const message = 'Nothing is known by this name.';
      issues.push({ pointer: pointer + pointerTo(name), message });
    } else if (typeof value === 'object') {
      issues.push(...droppedMembers(value, kept[name], pointer + pointerTo(name)));
    }
  }
  return issues;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
