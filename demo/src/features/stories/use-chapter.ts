'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { useAnnounce, useHoldfast, useObservable, useWrite } from '@holdfast/react';
import { use } from 'react';
import type { Chapter, Story, Take } from '../../../contract/story.ts';
import { chooseTake, saveChapter, writeTake } from '../../../contract/story-operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { chapterView, type ChapterView } from '../../tales/chapter-view.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface UsedChapter extends ChapterView {
  /** Has a new take told. The take that stands there now is kept. */
  readonly tell: (prompt: string, continues?: string | null) => void;
  readonly choose: (take: Take, name: string) => void;
  /** Makes a take that begins with a part of another one. */
  readonly branch: (from: Take, text: string) => void;
  readonly rename: (title: string) => void;
}

/** What a chapter shows, and what the writer can do with it. */
export function useChapter(story: Story, chapter: Chapter): UsedChapter {
  const text = useText(words);
  const language = use(LanguageContext);
  const { platform } = useHoldfast();
  const { tales } = useFireside();
  const announce = useAnnounce();
  const asked = useObservable(tales.asked);
  const { run: runChoice } = useWrite(chooseTake);
  const { run: runWrite } = useWrite(writeTake);
  const { run: runSave } = useWrite(saveChapter);
  const mint = (): string => uuidV7(platform);
  const names = { storyId: story.id, chapterId: chapter.id };
  return {
    ...chapterView(story, chapter, asked),
    tell(prompt, continues = null) {
      const { length } = story;
      tales.ask({ ...names, takeId: mint(), continues, prompt, length, language });
    },
    choose(take, name) {
      const choice = { ...names, takeId: take.id, revision: mint(), basedOn: chapter.revision };
      void runChoice(choice);
      announce(text.chosen(name));
    },
    branch(from, kept) {
      const made = { id: mint(), origin: 'branched', parentId: from.id, text: kept } as const;
      void runWrite({ ...names, ...made, revision: mint(), basedOn: chapter.revision });
      announce(text.branchMade);
    },
    rename(title) {
      void runSave({ storyId: story.id, id: chapter.id, title });
    },
  };
}
