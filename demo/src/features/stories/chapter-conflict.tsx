'use client';
import type { EntryView } from '@holdfast/core';
import { uuidV7 } from '@holdfast/core/parts';
import { answerConflict } from '@holdfast/offline';
import { ConflictChooser, useHoldfast, type ConflictChoice } from '@holdfast/react';
import type { ReactElement } from 'react';
import type { Chapter } from '../../../contract/story.ts';
import { chooseTake, readStory, writeTake } from '../../../contract/story-operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { useReadFromNow } from '../../reads/use-read-from-now.ts';
import { useText } from '../../words/use-text.ts';
import type { ChapterConflict as Conflict } from './chapter-conflict-of.ts';
import { words } from './words.ts';

interface ChapterConflictProps {
  readonly entry: EntryView;
  readonly mine: Conflict;
  readonly name: string;
  readonly chapter: Chapter;
}

/** Two texts of one chapter side by side, because two tabs or devices chose. The writer chooses; the app does not. */
export default function ChapterConflict({
  entry,
  mine,
  name,
  chapter,
}: ChapterConflictProps): ReactElement {
  const text = useText(words);
  const { platform } = useHoldfast();
  const { outbox, tales } = useFireside();
  const wanted = mine.kind === 'write' ? mine.take : mine.choice;
  // Without the waiting changes, because the other version is the one on the server.
  const { state, refresh } = useReadFromNow(readStory, { id: wanted.storyId });
  const kept = state.value?.chapters.find(({ id }) => id === wanted.chapterId);
  const takes = kept?.takes ?? chapter.takes;
  const textOf = (id: string | null | undefined): string =>
    takes.find((take) => take.id === id)?.text ?? '';
  const other = kept?.takes.find(({ id }) => id === kept.chosenTakeId);
  const myText = mine.kind === 'write' ? mine.take.text : textOf(mine.choice.takeId);
  const failure = state.kind === 'failed' ? state.failure : undefined;

  const giveUp = async (): Promise<void> => {
    await outbox.cancel(entry.id);
    await tales.story(wanted.storyId).getState().read.refresh();
  };
  const keepMine = async (): Promise<void> => {
    const rest = { revision: uuidV7(platform), basedOn: kept?.revision ?? chapter.revision };
    if (mine.kind === 'write') {
      const input = { ...mine.take, ...rest };
      await answerConflict(outbox, entry.id, writeTake, { kind: 'rebase', input });
    } else {
      const input = { ...mine.choice, ...rest };
      await answerConflict(outbox, entry.id, chooseTake, { kind: 'rebase', input });
    }
  };
  const choose = (choice: ConflictChoice): Promise<void> =>
    choice === 'mine' ? keepMine() : giveUp();
  return (
    <ConflictChooser
      name={text.conflictOfText(name)}
      parts={[{ label: text.text, mine: myText, theirs: other?.text ?? '' }]}
      other={kept ? 'known' : failure ? failure : 'asking'}
      mine={{ at: entry.createdAt }}
      {...(other && { theirs: { at: other.madeAt } })}
      // Every take is kept anyway; only the choice is open, and it can be made anew at any time.
      canKeepBoth={false}
      undoMs={0}
      headingLevel={3}
      onChoose={choose}
      onAskAgain={() => void refresh()}
    />
  );
}
