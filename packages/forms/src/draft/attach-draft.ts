import { onPageHide } from '@holdfast/core/parts';
import type { DeviceDraft } from './draft.ts';

/**
 * Lets a draft work for a form on the screen. `restored` gets what the store has, once it is read. Returns the function
 * to call when the form leaves the screen.
 */
export function attachDraft<TValues>(
  draft: DeviceDraft<TValues>,
  restored: (values: TValues | undefined) => void,
): () => void {
  let isLeft = false;
  const restore = async (): Promise<void> => {
    const values = await draft.load();
    if (!isLeft) restored(values);
  };
  const undo = [
    draft.follow(),
    onPageHide(() => {
      draft.keepNow();
      void draft.leave();
    }),
  ];
  void restore();
  return () => {
    isLeft = true;
    for (const stop of undo) stop();
    void draft.leave();
  };
}
