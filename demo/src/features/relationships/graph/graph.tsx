'use client';
import { useId, useMemo, useRef, type ReactElement } from 'react';
import type { Relationship } from '../../../../contract/relationship.ts';
import { relationshipWords } from '../../../relationships/relationship-words.ts';
import { listOf, partsOf, textOf } from '../../../relationships/sentence-of.ts';
import { useLanguage } from '../../../words/use-language.ts';
import { useText } from '../../../words/use-text.ts';
import type { End } from '../end.ts';
import type { SharedCharacters } from '../shared-characters.ts';
import { words } from '../words.ts';
import { type DrawnEdge, drawnGraph } from './drawn-graph.ts';
import { GraphLegend } from './graph-legend.tsx';
import { GraphPicture, MOST_WORDS } from './graph-picture.tsx';
import { useWidth } from './web-width.ts';

interface GraphProps {
  readonly ends: readonly End[];
  readonly bonds: readonly Relationship[];
  readonly shared: readonly SharedCharacters[];
  /** The relationship that is selected in the list as well. */
  readonly selected: string | undefined;
  /** The character or story that the page is about. */
  readonly of: string | undefined;
  readonly say: (relationship: Relationship) => string;
  readonly onSelect: (id: string) => void;
  readonly onChoose: (id: string) => void;
}

/** The relationships as a picture that stands still. The list of sentences says all of it as well. */
export default function Graph(props: GraphProps): ReactElement {
  const { ends, bonds, shared, of, selected, say } = props;
  const text = useText(words);
  const own = useText(relationshipWords);
  const language = useLanguage();
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const [titleId, helpId] = [useId(), useId()];
  const edges: readonly DrawnEdge[] = [
    ...bonds.map((bond) => ({ ...bond, label: say(bond) })),
    ...shared.map(({ id, fromId, toId, titles: [a, b], characters }) => {
      const label = textOf(partsOf(own.shares, { a, b }, listOf(characters, language)));
      return { id, fromId, toId, kind: 'shares' as const, weight: 1, label };
    }),
  ];
  // Edges are new objects each time; their text says whether something is new.
  const key = JSON.stringify([edges, ends, of, width, selected]);
  const drawn = useMemo(
    () =>
      width === undefined ? undefined : drawnGraph(edges, ends, width, { chosen: of, selected }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key is all of them
    [key],
  );
  return (
    <section className="bonds-graph" id="graph" ref={frame} aria-labelledby={titleId} tabIndex={-1}>
      <h2 id={titleId} className="bonds-graph-title">
        {text.graph}
      </h2>
      {drawn?.around !== undefined && (
        <p className="muted">{text.graphPart(drawn.around, drawn.nodes.length, drawn.of)}</p>
      )}
      {drawn && (
        <GraphPicture
          {...{ drawn, of, titleId, helpId, selected }}
          onSelect={props.onSelect}
          onChoose={props.onChoose}
        />
      )}
      {drawn && drawn.edges.length > MOST_WORDS && (
        <GraphLegend kinds={[...new Set(drawn.edges.map(({ kind }) => kind))]} />
      )}
      <p id={helpId} className="bonds-graph-help">
        {text.graphHelp}
      </p>
    </section>
  );
}
