'use client';
import type { OperationState } from '@holdfast/core';
import { SyncStatus } from '@holdfast/react';
import type { ReactElement, ReactNode } from 'react';
import { useAccount } from '../../account/use-account.ts';
import { useCast } from '../../cast/use-cast.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { DamagedNote } from '../../reads/damaged-note.tsx';
import { Link } from '../../router/link.tsx';
import { useTales } from '../../tales/use-tales.ts';
import { useWhyFailed } from '../../reads/use-why-failed.ts';
import { useText } from '../../words/use-text.ts';
import { BudgetNews } from './budget-news.tsx';
import './dashboard.css';
import { Faces } from './faces.tsx';
import { FirstSteps } from './first-steps.tsx';
import { LatestStories } from './latest-stories.tsx';
import { Unfinished, UnfinishedList } from './unfinished.tsx';
import { words } from './words.ts';

/** Whether the first answer is still to come. */
const isAwaited = ({ kind, value }: OperationState): boolean =>
  value === undefined && (kind === 'idle' || kind === 'running');

/** The first page of a writer who is signed in. The children are parts that other features own. */
export function Dashboard({ children }: { readonly children?: ReactNode }): ReactElement {
  const text = useText(words);
  const whyFailed = useWhyFailed();
  const [before, after] = text.hello;
  const name = useAccount()?.displayName ?? '';
  const { state, characters } = useCast();
  const { state: listed, stories: all } = useTales();
  const stories = all.toSorted((a, b) => b.savedAt - a.savedAt);
  const [latest] = stories;
  const isEmpty = characters.length === 0 && stories.length === 0;
  // When the lists could not be read, the writer may have characters and stories, so the page offers no "first" ones.
  const isUnread = isEmpty && state.kind === 'failed';
  // What stands above comes first, so that nothing on the page moves when the other list arrives.
  const isOpening = (isEmpty && isAwaited(listed)) || (characters.length === 0 && isAwaited(state));
  return (
    <div className="dashboard">
      <div className="dashboard-top">
        <PageHeading title={text.title}>
          {before}
          <bdi>{name}</bdi>
          {after}
        </PageHeading>
        {(!isEmpty || isUnread) && (
          <div className="buttons">
            <Link className="button primary" to="/stories/new">
              {text.newStory}
            </Link>
            <Link className="button" to="/characters/new">
              {text.newCharacter}
            </Link>
          </div>
        )}
      </div>
      <div className="dashboard-news">
        <SyncStatus>
          <Link className="lone-link" to="/activity">
            {text.toActivity}
          </Link>
        </SyncStatus>
        <BudgetNews />
        <DamagedNote of="characters" damaged={state.value?.damaged} />
        <DamagedNote of="stories" damaged={listed.value?.damaged} />
      </div>
      {isOpening ? (
        <p className="muted">{text.opening}</p>
      ) : isEmpty ? (
        <>
          <UnfinishedList />
          {state.kind === 'failed' ? (
            <p className="muted">
              {text.failed} {whyFailed(state.failure)}
            </p>
          ) : (
            <FirstSteps />
          )}
        </>
      ) : (
        <>
          {latest ? <Unfinished latest={latest} /> : <UnfinishedList />}
          {characters.length > 0 && <Faces characters={characters} />}
          <div className="dashboard-spread">
            <LatestStories state={listed} stories={stories} characters={characters} />
            {!(stories.length === 0 && isAwaited(listed)) && <div>{children}</div>}
          </div>
        </>
      )}
    </div>
  );
}
