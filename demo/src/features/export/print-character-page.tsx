'use client';
import { StatusLine } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useParams } from 'wouter';
import { useCast } from '../../cast/use-cast.ts';
import { Face } from '../../look/face.tsx';
import { relationshipWords } from '../../relationships/relationship-words.ts';
import { sentenceOf } from '../../relationships/sentence-of.ts';
import { useRelationships } from '../../relationships/use-relationships.ts';
import { useText } from '../../words/use-text.ts';
import { manuscriptOfCharacter } from './manuscript.ts';
import { ManuscriptView } from './manuscript-view.tsx';
import { NothingToPrint } from './nothing-to-print.tsx';
import { words } from './words.ts';

export default function PrintCharacterPage(): ReactElement {
  const { id = '' } = useParams();
  const text = useText(words);
  const say = useText(relationshipWords);
  const { state, characters } = useCast();
  const { relationships } = useRelationships();
  const back = `/characters/${id}`;
  const character = characters.find((one) => one.id === id);
  if (!character) return <NothingToPrint state={state} back={back} />;
  const names = new Map(characters.map((one) => [one.id, one.name]));
  const own = relationships
    .map(({ relationship }) => relationship)
    .filter(({ fromId, toId }) => fromId === id || toId === id);
  const sentences = own.flatMap((relationship) => {
    const [a, b] = [names.get(relationship.fromId), names.get(relationship.toId)];
    if (a === undefined || b === undefined) return [];
    const parts = sentenceOf(relationship, { a, b }, say);
    return [parts.map((part) => part.text).join('')];
  });
  return (
    <ManuscriptView
      manuscript={manuscriptOfCharacter(character, sentences, text.headings)}
      json={{ what: 'A character of Fireside', character, relationships: own }}
      back={back}
      state={state.kind === 'stale' && <StatusLine state={state} />}
      faces={<Face character={character} size="large" />}
    />
  );
}
