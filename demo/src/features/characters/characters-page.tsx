'use client';
import { useOutbox } from '@holdfast/react';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { useCast } from '../../cast/use-cast.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { useOrder } from '../../preferences/use-order.ts';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { CharacterFaces } from './character-faces.tsx';
import { DeletedNotes } from './deleted-notes.tsx';
import { GallerySearch } from './gallery-search.tsx';
import { DamagedNote } from '../../reads/damaged-note.tsx';
import { ReadState } from '../../reads/read-state.tsx';
import { charactersFound } from './characters-found.ts';
import { NobodyYet } from './nobody-yet.tsx';
import { OrderButton } from './order-button.tsx';
import { WaitingNote } from './waiting-note.tsx';
import { words } from './words.ts';
import './characters.css';

/** All characters of the writer: a plain grid of faces. */
export default function CharactersPage(): ReactElement {
  const text = useText(words);
  const { state, characters, refresh } = useCast();
  const first = useStore(useOrder(), (order) => order.first);
  const { items } = useOutbox();
  const entries = useMemo(
    () => items.filter(({ lane }) => /^(character|portrait):/.test(lane)),
    [items],
  );
  const [query, setQuery] = useState('');
  // The field shows each key at once. Hundreds of faces may follow a moment later.
  const wanted = useDeferredValue(query);
  const isOpening =
    state.value === undefined && (state.kind === 'idle' || state.kind === 'running');
  const isEmpty = characters.length === 0;
  const found = useMemo(
    () => charactersFound(first === 'oldest' ? characters : characters.toReversed(), wanted),
    [first, characters, wanted],
  );
  return (
    <div className="gallery">
      <div className="gallery-head">
        <PageHeading title={text.characters} />
        {!isEmpty && (
          <Link className="button primary" to="/characters/new">
            {text.newCharacter}
          </Link>
        )}
      </div>
      <div className="gallery-states">
        <DeletedNotes />
        <ReadState state={state} failedTitle={text.notShown} refresh={refresh} />
        <DamagedNote of="characters" damaged={state.value?.damaged} />
        <WaitingNote entries={entries} />
      </div>
      {characters.length > 1 && (
        <div className="gallery-tools">
          <GallerySearch value={query} found={found.length} onChange={setQuery} />
          <OrderButton />
        </div>
      )}
      <CharacterFaces {...{ found, entries, isOpening }} />
      {!isEmpty && found.length === 0 && <p>{text.nobodyFound(wanted.trim())}</p>}
      {state.value?.next !== undefined && (
        <p className="muted">{text.onlyFirst(characters.length)}</p>
      )}
      {isEmpty && <NobodyYet isOpening={isOpening} isKnown={state.kind !== 'failed'} />}
    </div>
  );
}
