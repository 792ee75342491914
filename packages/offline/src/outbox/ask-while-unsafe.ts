import type { UnsavedWork } from '@holdfast/core';
import { tell } from '@holdfast/core/parts';
import { askBeforeLeaving } from './web-ask-before-leaving.ts';

// The user reads it among the labels of other unsaved work.
const ON_ITS_WAY = 'a change on its way to the server';

/** Asks before the page is left, or reloaded by an update, until the returned function is called. */
export function askWhileUnsafe(unsavedWork: Pick<UnsavedWork, 'declare'> | undefined): () => void {
  const undo: (() => void)[] = [askBeforeLeaving()];
  tell([() => undo.push(unsavedWork?.declare(ON_ITS_WAY) ?? (() => {}))]);
  return () => tell(undo);
}
