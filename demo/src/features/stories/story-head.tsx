'use client';
import type { EntryView, OperationState } from '@holdfast/core';
import { useState, type ReactElement } from 'react';
import type { Story } from '../../../contract/story.ts';
import { useCast } from '../../cast/use-cast.ts';
import { DeletedEntry } from '../../entries/deleted-entry.tsx';
import { EntryNote } from '../../entries/entry-note.tsx';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { Face } from '../../look/face.tsx';
import { focusPage } from '../../frame/dom-page-focus.ts';
import { LazyRelationshipsOf } from '../../relationships/lazy-relationships-of.tsx';
import { Link } from '../../router/link.tsx';
import { useTales } from '../../tales/use-tales.ts';
import { useText } from '../../words/use-text.ts';
import { ChangeForm, StoryConflict } from './parts.tsx';
import { ReadState } from '../../reads/read-state.tsx';
import { storyConflictOf } from './story-conflict-of.ts';
import { words } from './words.ts';

interface StoryHeadProps {
  readonly story: Story;
  readonly state: OperationState;
  readonly refresh: () => Promise<void>;
  /** The waiting changes of the story. */
  readonly entries: readonly EntryView[];
}

/** The title and the setting; in the margin the faces of the story's characters. */
export function StoryHead({ story, state, refresh, entries }: StoryHeadProps): ReactElement {
  const text = useText(words);
  const { characters } = useCast();
  const [isChanging, setChanging] = useState(false);
  const { id, title, setting, tone } = story;
  const cast = story.characterIds.flatMap(
    (wanted) => characters.find((character) => character.id === wanted) ?? [],
  );
  const titles = useTales().stories.map((one) => ({ id: one.id, name: one.title }));
  const saving = entries.find(({ operation }) => operation === 'story.save');
  const mine = saving && storyConflictOf(saving);
  const deletion = entries.find(({ operation }) => operation === 'story.delete');
  return (
    <>
      <div className="spread story-head">
        <div className="stack">
          <PageHeading title={title}>
            <bdi>{title}</bdi>
          </PageHeading>
          {deletion && <DeletedEntry entry={deletion} name={title} title={text.deleted(title)} />}
          {setting !== '' && (
            <p className="story-setting-line writers-line" dir="auto">
              {setting}
            </p>
          )}
          <div className="buttons story-head-acts">
            <span className="muted">{text.tones[tone]}</span>
            <ActionButton look="quiet" onPress={() => setChanging(!isChanging)}>
              {isChanging ? text.close : text.changeStory}
            </ActionButton>
            <Link className="lone-link" to={`/stories/${id}/print`}>
              {text.print}
            </Link>
          </div>
        </div>
        <div className="aside stack story-cast">
          {cast.length > 0 && (
            <ul aria-label={text.cast}>
              {cast.map((character) => (
                <li key={character.id}>
                  <Link className="cast-line" to={`/characters/${character.id}`}>
                    <Face character={character} size="small" />
                    <span>
                      <bdi>{character.name}</bdi>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <LazyRelationshipsOf {...{ between: 'stories', id }} ends={titles} />
          {saving && !mine && <EntryNote entry={saving} subject={title} />}
          {/* The page also shows a story that waits on this device and that the server does not have yet. */}
          {state.kind !== 'failed' && state.value !== undefined && (
            <ReadState {...{ state, refresh }} failedTitle={text.storyFailed} />
          )}
        </div>
      </div>
      {saving && mine && (
        <div className="spread row">
          <StoryConflict entry={saving} mine={mine} />
        </div>
      )}
      {isChanging && (
        <ChangeForm
          story={story}
          onDone={() => {
            setChanging(false);
            focusPage();
          }}
        />
      )}
    </>
  );
}
