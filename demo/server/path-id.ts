import { Failure } from '@holdfast/core';
import { NOT_FOUND } from '@holdfast/core/failures';
import { Id } from '../contract/id.ts';

/** The id in a path. Nothing has an id of another form, so such a path leads nowhere. */
export function pathId(given: string): string {
  const parsed = Id.safeParse(given);
  if (!parsed.success) throw new Failure(NOT_FOUND);
  return parsed.data;
}
