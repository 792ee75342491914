'use client';
import type { OperationState } from '@holdfast/core';
import type { ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import type { StorySummary } from '../../../contract/story.ts';
import { Face } from '../../look/face.tsx';
import { Link } from '../../router/link.tsx';
import { useCount } from '../../words/use-count.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

const MOST = 5;
const FACES = 4;

interface LatestStoriesProps {
  /** The state of the list. Before its first answer nothing is said of how many stories there are. */
  readonly state: OperationState;
  /** The latest first. */
  readonly stories: readonly StorySummary[];
  readonly characters: readonly Character[];
}

/** The latest stories, each with the faces of its characters. */
export function LatestStories({ state, stories, characters }: LatestStoriesProps): ReactElement {
  const text = useText(words);
  const count = useCount();
  return (
    <section aria-labelledby="stories-heading">
      <div className="dashboard-head">
        <h2 id="stories-heading">{text.stories}</h2>
        {stories.length > MOST && (
          <Link to="/stories">{text.allStories(count(stories.length))}</Link>
        )}
      </div>
      {stories.length === 0 ? (
        <p className="muted dashboard-line">
          {state.value ? text.noStories : state.kind === 'failed' ? text.noneShown : text.opening}
        </p>
      ) : (
        <ul aria-label={text.yourStories}>
          {stories.slice(0, MOST).map((story) => (
            <li key={story.id} className="dashboard-story">
              <div>
                <Link className="row-name" to={`/stories/${story.id}`}>
                  <bdi>{story.title}</bdi>
                </Link>
                <p className="muted">
                  {story.wordCount === 0
                    ? text.noWords
                    : text.words(story.wordCount, count(story.wordCount))}
                </p>
              </div>
              <span className="dashboard-cast">
                {story.characterIds
                  .map((id) => characters.find((character) => character.id === id))
                  .filter((character) => character !== undefined)
                  .slice(0, FACES)
                  .map((character) => (
                    <Face key={character.id} character={character} size="small" />
                  ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
