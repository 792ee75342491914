import type { UnsavedWork } from '@holdfast/core';
import { tell } from '@holdfast/core/parts';
import { askBeforeLeaving } from './web-ask-before-leaving.ts';

// The user reads this label among those of other unsaved work.
const ON_ITS_WAY = 'a change on its way to the server';

/**
 * Makes the page ask the user before they leave it or an update reloads it, until the caller calls the returned
 * function.
 */
export function askWhileUnsafe(unsavedWork: Pick<UnsavedWork, 'declare'> | undefined): () => void {
  const undo: (() => void)[] = [askBeforeLeaving()];
  tell([() => undo.push(unsavedWork?.declare(ON_ITS_WAY) ?? (() => {}))]);
  return () => tell(undo);
}
