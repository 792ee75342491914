import type { EntryView } from '@holdfast/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Character } from '../../../contract/character.ts';
import { EntryNote } from '../../entries/entry-note.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { foremost } from './foremost-entry.ts';

interface CharacterRowProps {
  readonly character: Character;
  /** Everything about this character that is still on its way. */
  readonly entries: readonly EntryView[];
}

export function CharacterRow({ character, entries }: CharacterRowProps): ReactElement {
  const { id, name, role, traits } = character;
  const entry = foremost(entries);
  return (
    <li className="spread row">
      <div>
        <Link className="row-name" to={`/characters/${id}`}>
          {name}
        </Link>
        <p>{role}</p>
        <p className="muted">{traits.join(', ')}</p>
      </div>
      <div className="aside">
        {entry ? (
          <EntryNote entry={entry} subject={name} moreWaiting={entries.length - 1} />
        ) : (
          <StateNote tone="live" title="Saved" />
        )}
      </div>
    </li>
  );
}
