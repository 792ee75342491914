'use client';
import type { EntryView } from '@holdfast/core';
import type { ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import { useStandingOf } from '../../entries/use-standing-of.ts';
import { Face } from '../../look/face.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { foremost, isBeingDrawn } from './foremost-entry.ts';
import { words } from './words.ts';

interface CharacterCellProps {
  readonly character: Character;
  /** Everything about this character that is still on its way. */
  readonly entries: readonly EntryView[];
}

/** One face in the gallery, with the name under it. A few words say which change has not arrived. */
export function CharacterCell({ character, entries }: CharacterCellProps): ReactElement {
  const { id, name, role } = character;
  return (
    <li className="cell">
      <Link className="cell-link" to={`/characters/${id}`}>
        <Face character={character} size="gallery" />
        <bdi className="cell-name">{name}</bdi>
      </Link>
      <p className="cell-role muted" dir="auto">
        {role}
      </p>
      <CellState entries={entries} />
    </li>
  );
}

function CellState({ entries }: Pick<CharacterCellProps, 'entries'>): ReactElement | null {
  const text = useText(words);
  const standingOf = useStandingOf();
  const entry = foremost(entries);
  if (!entry) return null;
  const { tone, title } = standingOf(entry);
  return (
    <StateNote
      className="cell-state"
      tone={tone}
      title={isBeingDrawn(entry) ? text.beingDrawn : title}
    >
      {entries.length > 1 && <p>{text.moreWaiting(entries.length - 1)}</p>}
    </StateNote>
  );
}
