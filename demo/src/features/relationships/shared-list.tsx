'use client';
import type { ReactElement } from 'react';
import { useContext } from 'react';
import { relationshipWords } from '../../relationships/relationship-words.ts';
import { Sentence } from '../../relationships/sentence.tsx';
import { partsOf } from '../../relationships/sentence-of.ts';
import { LanguageContext } from '../../words/language-context.ts';
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
  const list = new Intl.ListFormat(useContext(LanguageContext));
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
                parts={partsOf(
                  say.shares.replace('{c}', () => list.format(characters)),
                  { a, b },
                )}
                links={{ a: `/stories/${fromId}`, b: `/stories/${toId}` }}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
