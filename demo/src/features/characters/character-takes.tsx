'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { useHoldfast, useWrite } from '@holdfast/react';
import { useId, useState, type ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import { saveCharacter } from '../../../contract/operations.ts';
import { DEFAULT_LOOK } from '../../../contract/portrait.ts';
import { paperOf } from '../../look/paper.ts';
import Sitting from '../../portraits/sitting.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** All portraits that were drawn for a character. The writer may take another one, or have more drawn. */
export function CharacterTakes({ character }: { readonly character: Character }): ReactElement {
  const text = useText(words);
  const headingId = useId();
  const { platform } = useHoldfast();
  const { run } = useWrite(saveCharacter);
  const { notes: _, earlierNotes: __, savedAt: ___, ...sheet } = character;
  const [picked, pick] = useState(character.portraitId ?? null);
  const use = async (portraitId: string | null): Promise<void> => {
    const revision = uuidV7(platform);
    await run({ ...sheet, portraitId, revision, basedOn: character.revision });
  };
  return (
    <section className="stack" aria-labelledby={headingId}>
      <h2 id={headingId}>{text.portraits}</h2>
      <Sitting
        sheet={{ ...sheet, look: character.look ?? { ...DEFAULT_LOOK, paper: paperOf(character) } }}
        chosen={picked}
        used={character.portraitId ?? null}
        onChoose={pick}
        onUse={(id) => void use(id)}
      />
    </section>
  );
}
