'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { useLocation } from 'wouter';
import { FIRST_REVISION } from '../../../contract/character.ts';
import { saveChapter, saveStory, writeTake } from '../../../contract/story-operations.ts';
import { useText } from '../../words/use-text.ts';
import type { SharedText } from './shared-text.ts';
import { words } from './words.ts';

/** Makes a story of a shared text. All of it goes into the outbox, so it is safe without a network. */
export function useKeepText(): (shared: SharedText) => void {
  const { run, platform } = useHoldfast();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const text = useText(words);
  return ({ title, parts }) => {
    const storyId = uuidV7(platform);
    const sheet = { setting: '', tone: 'warm' as const, length: 'medium' as const };
    const revision = uuidV7(platform);
    // One lane: each waits for the one before it.
    void run(saveStory, {
      ...{ id: storyId, title, characterIds: [], revision, basedOn: null },
      ...sheet,
    });
    for (const part of parts) {
      const chapterId = uuidV7(platform);
      const id = uuidV7(platform);
      void run(saveChapter, { storyId, id: chapterId, title: '' });
      void run(writeTake, {
        ...{ storyId, chapterId, id, origin: 'written', parentId: null, text: part },
        ...{ revision: id, basedOn: FIRST_REVISION },
      });
    }
    announce(text.kept(title));
    navigate(`/stories/${storyId}`, { replace: true });
  };
}
