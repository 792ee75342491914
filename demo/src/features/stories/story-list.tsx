'use client';
import type { EntryView } from '@holdfast/core';
import { memo, type ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import type { StorySummary } from '../../../contract/story.ts';
import { useText } from '../../words/use-text.ts';
import { StoryRow } from './story-row.tsx';
import { words } from './words.ts';

interface StoryListProps {
  readonly found: readonly StorySummary[];
  readonly characters: readonly Character[];
  /** Everything of the writer that is still on its way. */
  readonly entries: readonly EntryView[];
  readonly isOpening: boolean;
}

/** The rows of the stories. It renders only when they change, so that no key in the search waits for hundreds of rows. */
export const StoryList = memo(function StoryList({
  found,
  characters,
  entries,
  isOpening,
}: StoryListProps): ReactElement {
  const text = useText(words);
  return (
    <ul className="spread story-list" aria-label={text.yourStories} aria-busy={isOpening}>
      {found.map((story) => (
        <StoryRow
          key={story.id}
          story={story}
          characters={characters}
          entries={entries.filter(({ lane }) => lane === `story:${story.id}`)}
        />
      ))}
    </ul>
  );
});
