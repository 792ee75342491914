'use client';
import type { OperationState } from '@holdfast/core';
import type { ReactElement } from 'react';
import { PageHeading } from '../../frame/page-heading.tsx';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { ReadState } from '../../reads/read-state.tsx';
import { isNoStory } from './is-no-story.ts';
import { words } from './words.ts';

interface StoryMissingProps {
  readonly state: OperationState;
  readonly refresh: () => Promise<void>;
}

/** Stands in place of a story that is not known yet, or that does not exist. */
export function StoryMissing({ state, refresh }: StoryMissingProps): ReactElement {
  const text = useText(words);
  const isGone = state.kind === 'failed' && isNoStory(state.failure);
  const isOpening = state.kind === 'idle' || state.kind === 'running';
  return (
    <div className="page">
      <div className="spread page-head">
        <div className="stack">
          <PageHeading title={isOpening ? text.opening : isGone ? text.noStory : text.aStory} />
          {isGone && <p>{text.noStoryWhy}</p>}
          {!isOpening && (
            <p>
              <Link className="lone-link" to="/stories">
                {text.backToStories}
              </Link>
            </p>
          )}
        </div>
        <div className="aside">
          {!isGone && <ReadState {...{ state, refresh }} failedTitle={text.storyFailed} />}
        </div>
      </div>
    </div>
  );
}
