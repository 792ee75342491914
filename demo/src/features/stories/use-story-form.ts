'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { keepDraft, useResilientForm } from '@holdfast/forms';
import { useAnnounce, useHoldfast, useWrite } from '@holdfast/react';
import { use, useRef } from 'react';
import { useLocation } from 'wouter';
import { cleanProse } from '../../../contract/text.ts';
import { saveChapter, saveStory } from '../../../contract/story-operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import { emptySheet, saveOf, spokenSheet } from './story-sheet.ts';
import { words } from './words.ts';

/**
 * The form of a new story. The story and its first chapter go into the outbox, so that they are safe at once; then
 * the generator is asked, which only a connection can do.
 */
// Its type follows from the schema, by react-hook-form.
export function useStoryForm() {
  const text = useText(words);
  const language = use(LanguageContext);
  const { platform } = useHoldfast();
  const { tales } = useFireside();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const chapter = useWrite(saveChapter);
  const tells = useRef(true);
  const form = useResilientForm({
    schema: spokenSheet,
    defaultValues: () => emptySheet(() => uuidV7(platform)),
    submit: useWrite(saveStory),
    toInput: saveOf,
    draft: keepDraft({ key: 'story:new', version: 1, unsaved: text.draftOf }),
    onOutcome(outcome, { id, chapterId, wish, length, title }) {
      if (outcome.kind === 'failed') return;
      void chapter.run({ storyId: id, id: chapterId, title: '' });
      const prompt = cleanProse(wish);
      if (tells.current) {
        const names = { storyId: id, chapterId, takeId: uuidV7(platform) };
        tales.ask({ ...names, continues: null, prompt, length, language });
      } else tales.keepWish(chapterId, prompt);
      if (outcome.kind !== 'live') announce(text.keptHere(title));
      navigate(`/stories/${id}`);
    },
  });
  return {
    form,
    /** Saves the story, and has its first chapter told. */
    tell(): void {
      tells.current = true;
      void form.submit();
    },
    saveOnly(): void {
      tells.current = false;
      void form.submit();
    },
  };
}
