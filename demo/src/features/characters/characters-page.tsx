import { useEntries } from '@holdfast/react';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import { useCast } from '../../cast/use-cast.ts';
import { isAbout } from '../../entries/entry-subject.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { CharacterRow } from './character-row.tsx';
import { ListState } from './list-state.tsx';

interface CharactersPageProps {
  /** Elements beside the list that do not belong to it. */
  readonly children: ReactNode;
}

export function CharactersPage({ children }: CharactersPageProps): ReactElement {
  const { state, characters, refresh } = useCast();
  const entries = useEntries();
  const isOpening =
    state.value === undefined && (state.kind === 'idle' || state.kind === 'running');
  return (
    <div className="page">
      <div className="spread page-head">
        <div className="title">
          <PageHeading title="Characters" />
          <Link className="button" to="/characters/new">
            New character
          </Link>
        </div>
        <div className="aside">
          <ListState state={state} refresh={refresh} />
        </div>
      </div>
      <ul className="spread" aria-label="Your characters" aria-busy={isOpening}>
        {characters.map((character) => (
          <CharacterRow
            key={character.id}
            character={character}
            entries={entries.filter((entry) => isAbout(entry, character.id))}
          />
        ))}
      </ul>
      {state.value?.next !== undefined && (
        <p className="muted">Only the first {characters.length} are shown here.</p>
      )}
      {characters.length === 0 && (
        <p className="empty muted">
          {isOpening
            ? 'Opening your characters…'
            : nobody[state.kind === 'failed' ? 'unknown' : 'yet']}
        </p>
      )}
      <div className="spread apart">{children}</div>
    </div>
  );
}

const nobody = {
  yet: 'Nobody here yet. The first character you make stands here.',
  unknown: 'What you make now is kept on this device until it can be sent.',
} as const;
