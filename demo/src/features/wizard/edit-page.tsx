'use client';
import type { ReactElement } from 'react';
import { useParams } from 'wouter';
import { useCast } from '../../cast/use-cast.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { Link } from '../../router/link.tsx';
import { ReadState } from '../../reads/read-state.tsx';
import { useText } from '../../words/use-text.ts';
import { EditSheet } from './edit-sheet.tsx';
import { useOpened } from './use-opened.ts';
import { words } from './words.ts';

/** The sheet of a character that is there already. */
export default function EditPage(): ReactElement {
  const text = useText(words);
  const { id = '' } = useParams();
  const { state, characters, refresh } = useCast();
  const there = characters.find((each) => each.id === id);
  const character = useOpened(id, there);
  if (character) return <EditSheet key={id} character={character} isGone={!there} />;
  const isOpening = state.value === undefined && state.kind !== 'failed';
  // Only the list can tell that there is no such character.
  const isKnownMissing = state.value !== undefined;
  return (
    <div className="page">
      <div className="stack">
        <PageHeading
          title={isOpening ? text.opening : isKnownMissing ? text.missing : text.aCharacter}
        />
        {!isOpening && (
          <Link className="lone-link" to="/characters">
            {text.allCharacters}
          </Link>
        )}
        <ReadState state={state} failedTitle={text.notShown} refresh={refresh} />
      </div>
    </div>
  );
}
