import type { EntryView } from '@holdfast/core';
import { TakeChoice, TakeWrite } from '../../../contract/story.ts';

/** The text that a blocked entry chose for a chapter, after another tab or device had chosen first. */
export type ChapterConflict =
  | { readonly kind: 'write'; readonly take: TakeWrite }
  | { readonly kind: 'choice'; readonly choice: TakeChoice };

export function chapterConflictOf({
  state,
  operation,
  input,
}: EntryView): ChapterConflict | undefined {
  if (state.kind !== 'blocked' || state.reason !== 'conflict') return undefined;
  if (operation === 'story.write-take') {
    const take = TakeWrite.safeParse(input).data;
    return take && { kind: 'write', take };
  }
  if (operation !== 'story.choose-take') return undefined;
  const choice = TakeChoice.safeParse(input).data;
  return choice && { kind: 'choice', choice };
}
