import { isEqual } from '@holdfast/core/parts';
import type { DraftContent, DraftState } from './draft-state.ts';
import { viewOfDraft, type DraftView } from './draft-view.ts';

/** The state of a draft. It changes when a user would notice, not with each key. */
export type ShownDraft<TValues> = DraftView<TValues> &
  Pick<DraftContent<TValues>, 'memo'> & {
    /** Whether a reload now would lose something that the user typed. */
    readonly isAtRisk: boolean;
    /** Whether `undoDiscard` would bring something back. */
    readonly canUndo: boolean;
  };

/** A draft as its user sees it. */
export const shownDraft = <TValues>(
  state: DraftState<TValues>,
  canUndo: boolean,
): ShownDraft<TValues> => ({
  ...viewOfDraft(state),
  memo: state.content.memo,
  isAtRisk: state.isUnsaved || state.content.lost !== undefined,
  canUndo,
});

/** Whether a draft still looks the same to its user. While the user types, the time of the last save does not count. */
export function looksSame<TValues>(before: ShownDraft<TValues>, now: ShownDraft<TValues>): boolean {
  const isSaving = before.kind === 'saving' && now.kind === 'saving';
  return isEqual(before, isSaving ? { ...now, savedAt: before.savedAt } : now);
}
