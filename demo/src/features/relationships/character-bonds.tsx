'use client';
import type { ReactElement } from 'react';
import { portraitAddress } from '../../../contract/portrait.ts';
import { useCast } from '../../cast/use-cast.ts';
import { paperOf } from '../../look/paper.ts';
import { Bonds } from './bonds.tsx';

export function CharacterBonds(): ReactElement {
  const { state, characters, refresh } = useCast();
  const ends = characters
    .map((character) => ({
      id: character.id,
      name: character.name,
      face: {
        paper: paperOf(character),
        picture: character.portraitId ? portraitAddress(character.portraitId) : undefined,
      },
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return <Bonds between="characters" ends={ends} of={{ state, refresh }} />;
}
