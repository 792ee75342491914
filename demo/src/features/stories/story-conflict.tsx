'use client';
import type { EntryView } from '@holdfast/core';
import { uuidV7 } from '@holdfast/core/parts';
import { answerConflict } from '@holdfast/offline';
import { ConflictChooser, useHoldfast, type ConflictChoice } from '@holdfast/react';
import type { ReactElement } from 'react';
import type { StoryDraft, StorySave } from '../../../contract/story.ts';
import { readStory, saveStory } from '../../../contract/story-operations.ts';
import { useCast } from '../../cast/use-cast.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { useReadFromNow } from '../../reads/use-read-from-now.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface StoryConflictProps {
  readonly entry: EntryView;
  readonly mine: StorySave;
}

/** Two versions of the sheet of a story, side by side. The writer chooses; the app does not. */
export default function StoryConflict({ entry, mine }: StoryConflictProps): ReactElement {
  const text = useText(words);
  const { platform } = useHoldfast();
  const { outbox, tales } = useFireside();
  const { characters } = useCast();
  const { state, refresh } = useReadFromNow(readStory, { id: mine.id });
  const other = state.value;
  const failure = state.kind === 'failed' ? state.failure : undefined;
  const parts: readonly (readonly [
    label: string,
    text: (version: Omit<StoryDraft, 'id'>) => string,
  ])[] = [
    [text.title, ({ title }) => title],
    [text.setting, ({ setting }) => setting],
    [text.tone, ({ tone }) => text.tones[tone]],
    [text.length, ({ length }) => text.lengths[length]],
    [
      text.cast,
      ({ characterIds }) =>
        characterIds
          .map((id) => characters.find((character) => character.id === id)?.name ?? '')
          .filter(Boolean)
          .join(', '),
    ],
  ];
  const choose = async (choice: ConflictChoice): Promise<void> => {
    if (choice === 'mine') {
      const input = { ...mine, revision: uuidV7(platform), basedOn: other?.revision ?? null };
      await answerConflict(outbox, entry.id, saveStory, { kind: 'rebase', input });
    } else {
      await outbox.cancel(entry.id);
      await tales.story(mine.id).getState().read.refresh();
    }
  };
  return (
    <ConflictChooser
      name={mine.title}
      parts={
        other
          ? parts
              .map(([label, say]) => ({ label, mine: say(mine), theirs: say(other) }))
              .filter((part) => part.mine !== part.theirs)
          : []
      }
      other={other ? 'known' : failure?.status === 404 ? 'gone' : (failure ?? 'asking')}
      mine={{ at: entry.createdAt }}
      {...(other && { theirs: { at: other.savedAt } })}
      canKeepBoth={false}
      onChoose={choose}
      onAskAgain={() => void refresh()}
    />
  );
}
