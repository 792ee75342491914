import { onPageHide } from '@holdfast/core/parts';
import type { DeviceDraft } from './draft.ts';

/** Lets a draft work for a form on the screen. Returns the function to call when the form leaves the screen. */
export function attachDraft<TValues>(
  draft: DeviceDraft<TValues>,
  show: (values: TValues) => void,
): () => void {
  let isLeft = false;
  const restore = async (): Promise<void> => {
    const restored = await draft.load();
    if (restored && !isLeft) show(restored);
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
