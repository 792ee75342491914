'use client';
import type { ReactElement } from 'react';
import { LateHearth } from '../../look/late-hearth.tsx';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** Stands in place of an empty list: says how a writer makes a first story. */
export function NoStories({ isUnknown }: { readonly isUnknown: boolean }): ReactElement {
  const text = useText(words);
  const begin = (
    <div>
      <Link className="button primary" to="/stories/new">
        {text.newStory}
      </Link>
    </div>
  );
  if (isUnknown) {
    return (
      <div className="empty stack">
        <p className="muted">{text.unknownStories}</p>
        {begin}
      </div>
    );
  }
  return (
    <section className="empty first-story" aria-labelledby="no-stories">
      <div className="stack">
        <h2 id="no-stories" className="first-story-title">
          {text.noStories}
        </h2>
        <p className="story">{text.noStoriesWhy}</p>
        {begin}
      </div>
      <LateHearth />
    </section>
  );
}
