'use client';
import { useOutbox } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useParams } from 'wouter';
import { useCast } from '../../cast/use-cast.ts';
import { conflictOf } from '../../entries/conflict-of.ts';
import { EntryNote } from '../../entries/entry-note.tsx';
import { isAbout } from '../../entries/entry-subject.ts';
import { VersionChoice } from '../../entries/version-choice.tsx';
import { PageHeading } from '../../frame/page-heading.tsx';
import { Face } from '../../look/face.tsx';
import { LazyRelationshipsOf } from '../../relationships/lazy-relationships-of.tsx';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { CharacterMissing } from './character-missing.tsx';
import { CharacterSheet } from './character-sheet.tsx';
import { CharacterTakes } from './character-takes.tsx';
import { DeleteButton } from './delete-button.tsx';
import { ReadState } from '../../reads/read-state.tsx';
import { NotesSection } from './notes-section.tsx';
import { words } from './words.ts';
import './characters.css';

export default function CharacterPage(): ReactElement {
  const text = useText(words);
  const { id = '' } = useParams();
  const { state, characters, refresh } = useCast();
  const { items: entries } = useOutbox((entry) => isAbout(entry, id));
  const character = characters.find((each) => each.id === id);
  if (!character) return <CharacterMissing state={state} refresh={refresh} />;

  const { name, role } = character;
  const saving = entries.find(({ operation }) => operation === 'character.save');
  const mine = saving && conflictOf(saving);
  return (
    <article className="page character">
      <div className="character-main">
        <div className="character-head stack">
          <PageHeading title={name}>
            <bdi>{name}</bdi>
          </PageHeading>
          <p className="story writers-line" dir="auto">
            {role}
          </p>
          <div className="buttons">
            <Link className="button" to={`/characters/${id}/edit`} aria-label={text.editOne(name)}>
              {text.edit}
            </Link>
            <Link className="button quiet" to={`/characters/${id}/print`}>
              {text.print}
            </Link>
            <DeleteButton character={character} />
          </div>
        </div>
        {saving && mine && <VersionChoice entry={saving} mine={mine} />}
        <div className="character-body stack-wide">
          <CharacterSheet character={character} />
          <CharacterTakes key={id} character={character} />
        </div>
      </div>
      <div className="character-margin">
        <div className="character-face stack">
          <Face character={character} size="large" />
          {saving && !mine && <EntryNote entry={saving} subject={name} />}
          <ReadState state={state} failedTitle={text.notShown} refresh={refresh} />
        </div>
        <NotesSection key={`notes of ${id}`} character={character} entries={entries} />
        {/* They come later, and must not move a button under the pointer. */}
        <LazyRelationshipsOf between="characters" id={id} ends={characters} />
      </div>
    </article>
  );
}
