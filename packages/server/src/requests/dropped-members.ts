import type { FieldIssue } from '@holdfast/core';
import { pointerTo } from './read-query.ts';

/**
 * The members of a value that its schema left out of what it gave back: the client sent something that
 * nobody will look at. Looks no further where a schema made something else of a value.
 */
export function droppedMembers(given: unknown, kept: unknown, pointer = ''): readonly FieldIssue[] {
  if (Array.isArray(given) && Array.isArray(kept)) {
    return given.length === kept.length
      ? given.flatMap((item, index) => droppedMembers(item, kept[index], `${pointer}/${index}`))
      : [];
  }
  if (!isRecord(given) || !isRecord(kept)) return [];
  return Object.entries(given).flatMap(([name, value]) => {
    const member = pointer + pointerTo(name);
    return Object.hasOwn(kept, name)
      ? droppedMembers(value, kept[name], member)
      : [{ pointer: member, message: 'Nothing is known by this name.' }];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
