'use client';
import type { EntryView } from '@holdfast/core';
import { useAnnounce, useWrite } from '@holdfast/react';
import type { ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import type { StorySummary } from '../../../contract/story.ts';
import { deleteStory } from '../../../contract/story-operations.ts';
import { EntryNote } from '../../entries/entry-note.tsx';
import { needsPerson } from '../../entries/newly-in-need.ts';
import { focusPage } from '../../frame/dom-page-focus.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { Face } from '../../look/face.tsx';
import { Link } from '../../router/link.tsx';
import { useAge } from '../../words/use-age.ts';
import { useCount } from '../../words/use-count.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface StoryRowProps {
  readonly story: StorySummary;
  readonly characters: readonly Character[];
  /** Everything about this story that is still on its way. */
  readonly entries: readonly EntryView[];
}

export function StoryRow({ story, characters, entries }: StoryRowProps): ReactElement {
  const text = useText(words);
  const count = useCount();
  const age = useAge();
  const announce = useAnnounce();
  const remove = useWrite(deleteStory);
  const { id, title, setting, tone, wordCount, chapterCount, savedAt } = story;
  const cast = characters.filter((character) => story.characterIds.includes(character.id));
  const entry = entries.find(needsPerson) ?? entries[0];
  const size =
    wordCount === 0
      ? text.notToldYet
      : `${text.chapters(chapterCount, count(chapterCount))}, ${text.words(wordCount, count(wordCount))}`;
  return (
    <li className="spread row story-row">
      <div className="story-row-main">
        <div className="story-row-faces">
          {cast.length === 0 && <span className="no-face" aria-hidden="true" />}
          {cast.slice(0, 3).map((character) => (
            <Face key={character.id} character={character} size="small" />
          ))}
        </div>
        <div>
          <Link className="row-name" to={`/stories/${id}`} dir="auto">
            {title}
          </Link>
          {setting !== '' && (
            <p className="story-setting writers-line" dir="auto">
              {setting}
            </p>
          )}
        </div>
      </div>
      <div className="aside">
        <p className="muted">
          {text.tones[tone]} · {size}
        </p>
        {entry && <EntryNote entry={entry} subject={title} moreWaiting={entries.length - 1} />}
        <div className="buttons row-acts">
          <span className="muted">{age(savedAt)}</span>
          <ActionButton
            look="quiet"
            label={text.deleteNamed(title)}
            onPress={() => {
              void remove.run({ id });
              announce(text.deleted(title));
              focusPage();
            }}
          >
            {text.deleteStory}
          </ActionButton>
        </div>
      </div>
    </li>
  );
}
