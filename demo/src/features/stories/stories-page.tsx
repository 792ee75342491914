'use client';
import { useOutbox } from '@holdfast/react';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { useCast } from '../../cast/use-cast.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { Link } from '../../router/link.tsx';
import { useTales } from '../../tales/use-tales.ts';
import { useText } from '../../words/use-text.ts';
import { DeletedStories } from './deleted-stories.tsx';
import { NoStories } from './no-stories.tsx';
import { DamagedNote } from '../../reads/damaged-note.tsx';
import { ReadState } from '../../reads/read-state.tsx';
import { SearchField } from './search-field.tsx';
import './stories.css';
import { StoryList } from './story-list.tsx';
import { storiesFound } from './stories-found.ts';
import { words } from './words.ts';

/** A list of this length is read faster than it is searched. */
const FEW = 6;

export default function StoriesPage(): ReactElement {
  const text = useText(words);
  const { state, stories, refresh } = useTales();
  const { characters } = useCast();
  const { items: entries } = useOutbox();
  const [search, setSearch] = useState('');
  // The field shows each key at once. Hundreds of stories may follow a moment later.
  const wanted = useDeferredValue(search);
  const isOpening =
    state.value === undefined && (state.kind === 'idle' || state.kind === 'running');
  const found = useMemo(
    () => storiesFound(stories, characters, wanted),
    [stories, characters, wanted],
  );
  return (
    <div className="page stories">
      <div className="spread page-head">
        <div className="title">
          <PageHeading title={text.stories} />
          {(stories.length > 0 || isOpening) && (
            <Link className="button primary" to="/stories/new">
              {text.newStory}
            </Link>
          )}
        </div>
        <div className="aside">
          <ReadState state={state} failedTitle={text.listFailed} refresh={refresh} />
          <DamagedNote of="stories" damaged={state.value?.damaged} />
        </div>
      </div>
      <DeletedStories />
      {stories.length > FEW && (
        <SearchField label={text.search} value={search} onChange={setSearch} />
      )}
      <StoryList {...{ found, characters, entries, isOpening }} />
      <output className="muted">
        {wanted !== '' && found.length === 0 ? text.noneFound(wanted) : ''}
      </output>
      {state.value?.next !== undefined && <p className="muted">{text.onlyFirst(stories.length)}</p>}
      {stories.length === 0 &&
        (isOpening ? (
          <p className="empty muted">{text.opening}</p>
        ) : (
          <NoStories isUnknown={state.kind === 'failed'} />
        ))}
    </div>
  );
}
