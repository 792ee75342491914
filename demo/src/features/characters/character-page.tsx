import { useEntries, useNow } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { useCast } from '../../cast/use-cast.ts';
import { conflictOf } from '../../entries/conflict-of.ts';
import { EntryNote } from '../../entries/entry-note.tsx';
import { isAbout } from '../../entries/entry-subject.ts';
import { VersionChoice } from '../../entries/version-choice.tsx';
import { PageHeading } from '../../frame/page-heading.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { CharacterMissing } from './character-missing.tsx';
import { ListState } from './list-state.tsx';
import { NoteForm } from './note-form.tsx';
import { NotesList } from './notes-list.tsx';

export function CharacterPage(): ReactElement {
  const { id = '' } = useParams();
  const { state, characters, refresh } = useCast();
  const entries = useEntries().filter((entry) => isAbout(entry, id));
  const now = useNow();
  const character = characters.find((each) => each.id === id);
  if (!character) return <CharacterMissing state={state} refresh={refresh} />;

  const { name, role, temperament, traits, backstory } = character;
  const saving = entries.find(({ operation }) => operation === 'character.save');
  const mine = saving && conflictOf(saving);
  return (
    <article className="page">
      <div className="spread page-head">
        <div className="stack">
          <PageHeading title={name} />
          <p className="story">{role}</p>
        </div>
        <div className="aside stack">
          {saving && !mine && <EntryNote entry={saving} subject={name} />}
          {!saving && <StateNote tone="live" title="Saved" />}
          <ListState state={state} refresh={refresh} />
        </div>
      </div>
      {saving && mine && (
        <div className="spread row">
          <VersionChoice entry={saving} mine={mine} />
        </div>
      )}
      <div className="spread row">
        <div className="stack-wide">
          <dl className="stack">
            <div>
              <dt className="muted">Temperament</dt>
              <dd className="story capital">{temperament}</dd>
            </div>
            <div>
              <dt className="muted">Traits</dt>
              <dd className="story">{traits.join(', ')}</dd>
            </div>
          </dl>
          {backstory !== '' && (
            <section className="stack" aria-label="Backstory">
              <h2>Backstory</h2>
              <p className="story">{backstory}</p>
            </section>
          )}
        </div>
        <section className="aside stack" aria-labelledby="notes-heading">
          <h2 id="notes-heading">Notes</h2>
          <NotesList key={`notes of ${id}`} character={character} entries={entries} now={now} />
          <NoteForm key={id} characterId={id} />
        </section>
      </div>
    </article>
  );
}
