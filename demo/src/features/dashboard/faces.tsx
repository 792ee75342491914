'use client';
import type { ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import { Face } from '../../look/face.tsx';
import { Link } from '../../router/link.tsx';
import { useCount } from '../../words/use-count.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

const MOST = 6;

interface FacesProps {
  readonly characters: readonly Character[];
}

/** The faces of the latest characters, with their names below. */
export function Faces({ characters }: FacesProps): ReactElement {
  const text = useText(words);
  const count = useCount();
  const latest = characters.toSorted((a, b) => b.savedAt - a.savedAt).slice(0, MOST);
  return (
    <section aria-labelledby="faces-heading">
      <div className="dashboard-head">
        <h2 id="faces-heading">{text.characters}</h2>
        {characters.length > MOST && (
          <Link to="/characters">{text.allCharacters(count(characters.length))}</Link>
        )}
      </div>
      <ul className="dashboard-faces" aria-label={text.yourCharacters}>
        {latest.map((character) => (
          <li key={character.id}>
            <Link to={`/characters/${character.id}`}>
              <Face character={character} size="gallery" />
              <bdi>{character.name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
