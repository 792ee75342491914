'use client';
import { useRead } from '@holdfast/react';
import type { ReactElement } from 'react';
import { listStories } from '../../../contract/story-operations.ts';
import { useCast } from '../../cast/use-cast.ts';
import { Bonds } from './bonds.tsx';
import { sharedCharacters } from './shared-characters.ts';

export function StoryBonds(): ReactElement {
  const { state, refresh } = useRead(listStories);
  const { characters } = useCast();
  const stories = state.value?.stories ?? [];
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
