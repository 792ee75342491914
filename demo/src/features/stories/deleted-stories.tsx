'use client';
import { useOutbox } from '@holdfast/react';
import type { ReactElement } from 'react';
import { DeletedEntry } from '../../entries/deleted-entry.tsx';
import { useTales } from '../../tales/use-tales.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** The stories whose deletion is on its way. */
export function DeletedStories(): ReactElement | null {
  const text = useText(words);
  // The list as the server has it: the page leaves these stories out.
  const stories = useTales().state.value?.stories ?? [];
  const { items } = useOutbox(({ operation }) => operation === 'story.delete');
  if (items.length === 0) return null;
  return (
    <ul className="stack">
      {items.map((entry) => {
        const { id } = entry.input as { readonly id: string };
        const name = stories.find((story) => story.id === id)?.title ?? text.aStory;
        return (
          <li key={entry.id}>
            <DeletedEntry entry={entry} name={name} title={text.deleted(name)} />
          </li>
        );
      })}
    </ul>
  );
}
