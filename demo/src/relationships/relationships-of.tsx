'use client';
import type { ReactElement } from 'react';
import type { Relationship } from '../../contract/relationship.ts';
import { isKnown } from '../reads/is-known.ts';
import { ReadState } from '../reads/read-state.tsx';
import { Link } from '../router/link.tsx';
import { useText, wordsIn } from '../words/use-text.ts';
import { relationshipWords } from './relationship-words.ts';
import { Sentence } from './sentence.tsx';
import { sentenceOf } from './sentence-of.ts';
import { useRelationships } from './use-relationships.ts';

export interface RelationshipsOfProps {
  readonly between: Relationship['between'];
  /** The character or the story whose page this is. */
  readonly id: string;
  /** All characters or stories, for their names. */
  readonly ends: readonly { readonly id: string; readonly name: string }[];
}

const words = wordsIn({
  en: {
    title: 'Relationships',
    none: 'None yet.',
    notShown: 'The relationships cannot be shown now',
    add: 'Add or change',
  },
  de: {
    title: 'Beziehungen',
    none: 'Noch keine.',
    notShown: 'Die Beziehungen können gerade nicht gezeigt werden',
    add: 'Hinzufügen oder ändern',
  },
});

/** The relationships of one character or story, as sentences on its own page. */
export default function RelationshipsOf({
  between,
  id,
  ends,
}: RelationshipsOfProps): ReactElement | null {
  const text = useText(words);
  const say = useText(relationshipWords);
  const { state, relationships, refresh } = useRelationships();
  const names = new Map(ends.map((end) => [end.id, end.name]));
  const sentences = relationships.flatMap(({ relationship }) => {
    const { fromId, toId } = relationship;
    const [a, b] = [names.get(fromId), names.get(toId)];
    const isShown = relationship.between === between && (fromId === id || toId === id);
    if (!isShown || a === undefined || b === undefined) return [];
    const links = fromId === id ? { b: `/${between}/${toId}` } : { a: `/${between}/${fromId}` };
    return [{ relationship, links, parts: sentenceOf(relationship, { a, b }, say) }];
  });
  // The page of a story has no empty section for relationships.
  if (between === 'stories' && sentences.length === 0) return null;
  return (
    <section className="stack relationships-of" aria-labelledby="relationships-heading">
      <h2 id="relationships-heading">{text.title}</h2>
      {!isKnown(state, relationships) ? (
        <ReadState state={state} failedTitle={text.notShown} refresh={refresh} />
      ) : (
        sentences.length === 0 && <p className="muted">{text.none}</p>
      )}
      <ul className="stack">
        {sentences.map(({ relationship, links, parts }) => (
          <li key={relationship.id}>
            <Sentence parts={parts} links={links} />
          </li>
        ))}
      </ul>
      <p>
        <Link
          className="lone-link"
          to={`/relationships?${between === 'stories' ? 'between=stories&' : ''}of=${id}`}
        >
          {text.add}
        </Link>
      </p>
    </section>
  );
}
