'use client';
import { useOutbox } from '@holdfast/react';
import type { ReactElement } from 'react';
import { CharacterDeletion } from '../../../contract/character.ts';
import { DeletedEntry } from '../../entries/deleted-entry.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** The characters whose deletion is on its way. */
export function DeletedNotes(): ReactElement | null {
  const text = useText(words);
  const { items } = useOutbox(({ operation }) => operation === 'character.delete');
  if (items.length === 0) return null;
  return (
    <ul className="stack">
      {items.map((entry) => {
        const name = CharacterDeletion.safeParse(entry.input).data?.name ?? '';
        return (
          <li key={entry.id}>
            <DeletedEntry entry={entry} name={name} title={text.deleted(name)}>
              <p>{text.storiesKeep}</p>
            </DeletedEntry>
          </li>
        );
      })}
    </ul>
  );
}
