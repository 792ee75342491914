'use client';
import { useAnnounce, useWrite } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Character } from '../../../contract/character.ts';
import { deleteCharacter } from '../../../contract/operations.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** Deletes at once, and goes to the gallery, where one press undoes it. */
export function DeleteButton({
  character: { id, name },
}: {
  readonly character: Pick<Character, 'id' | 'name'>;
}): ReactElement {
  const text = useText(words);
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const { run } = useWrite(deleteCharacter);
  const remove = (): void => {
    void run({ id, name });
    announce(text.deletedSays(name));
    navigate('/characters');
  };
  return (
    <ActionButton look="quiet" label={text.deleteOne(name)} onPress={remove}>
      {text.delete}
    </ActionButton>
  );
}
