import type { EntryView } from '@holdfast/core';

/** Whether an entry changes this chapter or one of its takes. */
export function isAboutChapter({ operation, input }: EntryView, id: string): boolean {
  const { id: own, chapterId } = Object(input) as { id?: unknown; chapterId?: unknown };
  return (operation === 'story.save-chapter' ? own : chapterId) === id;
}
