'use client';
import type { ReactElement, ReactNode } from 'react';
import type { StorySummary } from '../../../contract/story.ts';
import { useKeptDraft } from '../../drafts/use-kept-draft.ts';
import { Link } from '../../router/link.tsx';
import { useTale } from '../../tales/use-tales.ts';
import { useAge } from '../../words/use-age.ts';
import { useCount } from '../../words/use-count.ts';
import { useText } from '../../words/use-text.ts';
import { stoppedWords } from './stopped-words.ts';
import { words } from './words.ts';

interface UnfinishedProps {
  /** The story that the writer saved last. Reading it here also keeps it for a tunnel. */
  readonly latest: StorySummary;
}

/** The unfinished work of the writer: drafts on this device, and the last story, if it stopped. */
export function Unfinished({ latest }: UnfinishedProps): ReactElement | null {
  const text = useText(words);
  const count = useCount();
  const stopped = stoppedWords(useTale(latest.id).story);
  return (
    <UnfinishedList>
      {stopped !== undefined && (
        <li>
          <Link className="row-name" to={`/stories/${latest.id}`}>
            <bdi>{latest.title}</bdi>
          </Link>
          <span className="muted">{text.stopped(stopped, count(stopped))}</span>
        </li>
      )}
    </UnfinishedList>
  );
}

/** The drafts on this device, after the children. Shows nothing when there is neither. */
export function UnfinishedList({
  children,
}: {
  readonly children?: ReactNode;
}): ReactElement | null {
  const text = useText(words);
  const age = useAge();
  const character = useKeptDraft('character:new');
  const story = useKeptDraft('story:new');
  const lines = [
    character && {
      to: '/characters/new',
      title: titleIn(character.value, 'name') || text.draftOfCharacter,
      savedAt: character.savedAt,
    },
    story && {
      to: '/stories/new',
      title: titleIn(story.value, 'title') || text.draftOfStory,
      savedAt: story.savedAt,
    },
  ].filter((line) => line !== undefined);
  if (lines.length === 0 && !children) return null;
  return (
    <section className="unfinished" aria-labelledby="unfinished-heading">
      <h2 id="unfinished-heading">{text.continueTitle}</h2>
      <ul>
        {children}
        {lines.map(({ to, title, savedAt }) => (
          <li key={to}>
            <Link className="row-name" to={to}>
              <bdi>{title}</bdi>
            </Link>
            <span className="muted">{text.draft(age(savedAt))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One text of the form whose draft it is. A draft of another version may lack it. */
function titleIn(draft: unknown, member: string): string {
  const values: unknown = Reflect.get(Object(draft), 'values');
  const title: unknown = Reflect.get(Object(values), member);
  return typeof title === 'string' ? title.trim() : '';
}
