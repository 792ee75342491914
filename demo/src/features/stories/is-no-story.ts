import type { Failure } from '@holdfast/core';

/** Whether a read of a story failed because there is no such story. No story has an address of another form. */
export function isNoStory({ code, status }: Pick<Failure, 'code' | 'status'>): boolean {
  return status === 404 || code === 'INPUT_INVALID';
}
