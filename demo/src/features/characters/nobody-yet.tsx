'use client';
import type { ReactElement } from 'react';
import { LateHearth } from '../../look/late-hearth.tsx';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface NobodyYetProps {
  readonly isOpening: boolean;
  /** Whether the server said that the gallery is empty. */
  readonly isKnown: boolean;
}

/** Stands in place of an empty gallery: says what a character is, and leads to the first one. */
export function NobodyYet({ isOpening, isKnown }: NobodyYetProps): ReactElement {
  const text = useText(words);
  if (isOpening) return <p className="muted">{text.opening}</p>;
  return (
    <div className="nobody">
      <div className="stack">
        {isKnown && <h2 className="nobody-title">{text.nobody}</h2>}
        <p className="story">{isKnown ? text.nobodyHow : text.unknown}</p>
        <div className="buttons">
          <Link className="button primary" to="/characters/new">
            {text.newCharacter}
          </Link>
        </div>
      </div>
      {isKnown && <LateHearth />}
    </div>
  );
}
