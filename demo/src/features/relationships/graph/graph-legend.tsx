'use client';
import type { ReactElement } from 'react';
import { relationshipWords } from '../../../relationships/relationship-words.ts';
import { useText } from '../../../words/use-text.ts';
import type { DrawnEdge } from './drawn-graph.ts';

/** What the style of each line means. A screen reader reads it from each line. */
export function GraphLegend({
  kinds,
}: {
  readonly kinds: readonly DrawnEdge['kind'][];
}): ReactElement {
  const { kind: names } = useText(relationshipWords);
  return (
    <ul className="graph-legend" aria-hidden="true">
      {kinds.map((kind) => (
        <li key={kind}>
          <svg width="44" height="10" viewBox="0 0 44 10">
            <path className="graph-line" data-kind={kind} d="M2 5H42" strokeWidth="2" />
          </svg>
          {names[kind]}
        </li>
      ))}
    </ul>
  );
}
