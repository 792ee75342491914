'use client';
import { useId, type ReactElement } from 'react';
import { Face } from '../look/face.tsx';
import { useText } from '../words/use-text.ts';
import type { Sitter } from './use-sitting.ts';
import { words } from './words.ts';

interface TakesProps {
  readonly sitter: Sitter;
  /** The ids of the takes, in the order in which they were asked for. */
  readonly ids: readonly string[];
  /** Where those stand that are not drawn yet, in words. */
  readonly undrawn: ReadonlyMap<string, string>;
  readonly chosen: string | null;
  readonly used: string | null | undefined;
  readonly onChoose: (id: string | null) => void;
}

/** The takes side by side, to compare and to choose from. */
export function Takes({ sitter, ids, undrawn, chosen, used, onChoose }: TakesProps): ReactElement {
  const text = useText(words);
  const group = useId();
  return (
    <fieldset className="takes" role="radiogroup" aria-label={text.choose}>
      {[...ids, null].map((id, index) => (
        <label key={id} className="take">
          <input type="radio" name={group} checked={chosen === id} onChange={() => onChoose(id)} />
          <Face character={{ ...sitter, portraitId: id }} size="gallery" />
          <span>{id === null ? text.none : text.take(index + 1)}</span>
          {id !== null && undrawn.has(id) && <span className="muted">{undrawn.get(id)}</span>}
          {id !== null && used === id && <span className="muted">{text.inUse}</span>}
        </label>
      ))}
    </fieldset>
  );
}
