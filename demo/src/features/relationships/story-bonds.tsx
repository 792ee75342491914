'use client';
import type { ReactElement } from 'react';
import { useCast } from '../../cast/use-cast.ts';
import { useTales } from '../../tales/use-tales.ts';
import { Bonds } from './bonds.tsx';
import { sharedCharacters } from './shared-characters.ts';

export function StoryBonds(): ReactElement {
  const { state, stories, refresh } = useTales();
  const { characters } = useCast();
  const names = new Map(characters.map(({ id, name }) => [id, name]));
  const ends = stories
    .map(({ id, title }) => ({ id, name: title }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <Bonds
      between="stories"
      ends={ends}
      of={{ state, refresh }}
      shared={sharedCharacters(stories, (id) => names.get(id))}
    />
  );
}
