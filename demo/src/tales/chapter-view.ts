import type { Chapter, Story, Take, TellTake } from '../../contract/story.ts';

/** The view of a chapter. */
export interface ChapterView {
  /** The take whose text stands on the page; none before the first. */
  readonly shown: Take | undefined;
  /** The generation that is under way or asked for. */
  readonly telling: TellTake | undefined;
  /** The takes that the writer can choose from, in the order in which they came. */
  readonly takes: readonly Take[];
}

/**
 * The newest generation stands above the choice until it has ended, because the writer has just asked for it. A
 * generation that ended without a word is no take that a writer could choose.
 */
export function chapterView(
  story: Pick<Story, 'id' | 'length'>,
  chapter: Chapter,
  asked: readonly TellTake[],
): ChapterView {
  const takes = chapter.takes.filter(
    (take) => take.state !== 'streaming' && (take.text !== '' || take.id === chapter.chosenTakeId),
  );
  const shown = takes.find(({ id }) => id === chapter.chosenTakeId) ?? takes.at(-1);
  const isOver = ({ takeId }: TellTake): boolean =>
    chapter.takes.some(({ id, state }) => id === takeId && state !== 'streaming');
  const ask = asked.findLast((tell) => tell.chapterId === chapter.id && !isOver(tell));
  const streaming = chapter.takes.findLast(({ state }) => state === 'streaming');
  return { shown, takes, telling: ask ?? (streaming && tellOf(story, streaming)) };
}

/** The request behind a take, as far as the take shows it to a tab or a device that did not send it. */
export function tellOf({ id, length }: Pick<Story, 'id' | 'length'>, take: Take): TellTake {
  return {
    storyId: id,
    chapterId: take.chapterId,
    takeId: take.id,
    continues: take.origin === 'continued' ? take.parentId : null,
    prompt: take.prompt,
    length,
  };
}

/** The text that a generation goes on from. */
export function textBefore({ continues }: TellTake, chapter: Chapter): string {
  return chapter.takes.find(({ id }) => id === continues)?.text ?? '';
}
