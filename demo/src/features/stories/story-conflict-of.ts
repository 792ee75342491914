import type { EntryView } from '@holdfast/core';
import { StorySave } from '../../../contract/story.ts';

/** The save of an entry that waits because another version of the story was saved first. */
export function storyConflictOf({ state, operation, input }: EntryView): StorySave | undefined {
  if (operation !== 'story.save') return undefined;
  if (state.kind !== 'blocked' || state.reason !== 'conflict') return undefined;
  return StorySave.safeParse(input).data;
}
