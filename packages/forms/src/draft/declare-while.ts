import type { UnsavedWork } from '@holdfast/core';
import type { DeviceDraft } from './draft.ts';

/** Declares unsaved work while a reload would lose something of a draft. Returns the undo. Nothing renders. */
export function declareWhile(
  { subscribe, getSnapshot }: Pick<DeviceDraft<unknown>, 'subscribe' | 'getSnapshot'>,
  work: Pick<UnsavedWork, 'declare'>,
  label: string,
): () => void {
  let takeBack: (() => void) | undefined;
  const look = (): void => {
    const { isAtRisk } = getSnapshot();
    if (isAtRisk === (takeBack !== undefined)) return;
    takeBack?.();
    takeBack = isAtRisk ? work.declare(label) : undefined;
  };
  const leave = subscribe(look);
  look();
  return () => {
    leave();
    takeBack?.();
  };
}
