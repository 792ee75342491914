import { createCell } from '@holdfast/core';
import type { Draft } from './draft.ts';
import type { ShownDraft } from './shown-draft.ts';

const nothing = (): undefined => undefined;
const done = async (): Promise<undefined> => undefined;

/** The draft of a form that keeps none. It holds the notes of a wizard as long as the page is open. */
export function createNoDraft<TValues>(): Draft<TValues> {
  const none = { kind: 'none', memo: {}, isAtRisk: false, canUndo: false } as const;
  const { set, ...shown } = createCell<ShownDraft<TValues>>(none);
  const begin = (): void => set(none);
  return {
    ...shown,
    attach: () => nothing,
    guard: () => nothing,
    change: nothing,
    remember(name, note) {
      set({ ...none, memo: { ...shown.getSnapshot().memo, [name]: note } });
    },
    flush: done,
    keep: async () => false,
    sending: () => nothing,
    discard: async () => begin(),
    undoDiscard: nothing,
    begin,
    isStillOurs: async () => true,
    keepMine: done,
    takeTheirs: nothing,
  };
}
