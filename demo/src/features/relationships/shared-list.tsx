'use client';
import type { ReactElement } from 'react';
import { relationshipWords } from '../../relationships/relationship-words.ts';
import { Sentence } from '../../relationships/sentence.tsx';
import { listOf, partsOf } from '../../relationships/sentence-of.ts';
import { useLanguage } from '../../words/use-language.ts';
import { useText } from '../../words/use-text.ts';
import type { SharedCharacters } from './shared-characters.ts';
import { words } from './words.ts';

/** A reader does not need more pairs than these at once. */
const MOST = 40;

interface SharedListProps {
  readonly shared: readonly SharedCharacters[];
  /** The chosen story. */
  readonly of: string | undefined;
}

/** Which stories have the same characters, as sentences. */
export function SharedList({ shared, of }: SharedListProps): ReactElement {
  const text = useText(words);
  const say = useText(relationshipWords);
  const language = useLanguage();
  const shown =
    of === undefined ? shared : shared.filter(({ fromId, toId }) => fromId === of || toId === of);
  const isTooMany = of === undefined && shown.length > MOST;
  return (
    <section className="stack" aria-labelledby="shared-heading">
      <h2 id="shared-heading">{text.shared}</h2>
      {isTooMany ? (
        <p className="muted">{text.sharedMany}</p>
      ) : (
        <ul className="stack">
          {shown.map(({ id, fromId, toId, titles: [a, b], characters }) => (
            <li key={id}>
              <Sentence
                parts={partsOf(say.shares, { a, b }, listOf(characters, language))}
                links={{ a: `/stories/${fromId}`, b: `/stories/${toId}` }}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
