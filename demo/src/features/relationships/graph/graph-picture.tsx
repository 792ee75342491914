'use client';
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { relationshipWords } from '../../../relationships/relationship-words.ts';
import { useText } from '../../../words/use-text.ts';
import { words } from '../words.ts';
import type { DrawnGraph } from './drawn-graph.ts';
import { keptStop, nextStop, type Stop } from './walk-state.ts';

interface GraphPictureProps {
  readonly drawn: DrawnGraph;
  readonly selected: string | undefined;
  readonly of: string | undefined;
  readonly titleId: string;
  readonly helpId: string;
  readonly onSelect: (id: string) => void;
  readonly onChoose: (id: string) => void;
}

/** Kinds that go from the first to the second, and not back. */
const DIRECTED: readonly string[] = ['love', 'mentor', 'debt', 'sequel'];
/** With more lines than these, only the selected line has its word, and a legend explains all. */
export const MOST_WORDS = 22;

const short = (name: string): string => {
  const letters = Array.from(name);
  return letters.length > 16 ? `${letters.slice(0, 15).join('')}…` : name;
};
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toLocaleUpperCase();

export function GraphPicture(props: GraphPictureProps): ReactElement {
  const { drawn, selected, of, onSelect, onChoose } = props;
  const { nodes, edges, radius, width, height } = drawn;
  const text = useText(words);
  const { kind: kinds } = useText(relationshipWords);
  const picture = useRef<SVGSVGElement>(null);
  const [stop, setStop] = useState<Stop>();
  const here = keptStop(stop, drawn);
  const isHere = (kind: Stop['kind'], id: string): boolean => here?.kind === kind && here.id === id;
  const focusOn = (next: Stop): void => {
    setStop(next);
    // Only elements of this picture have these ids, and ids have no quotes.
    picture.current?.querySelector<SVGElement>(`[data-stop="${next.kind} ${next.id}"]`)?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!here) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (here.kind === 'node') onChoose(here.id);
      else onSelect(here.id);
      return;
    }
    const next = nextStop(here, event.key, drawn);
    if (next === here) return;
    event.preventDefault();
    focusOn(next);
  };
  const stopProps = (kind: Stop['kind'], id: string) => ({
    role: 'button',
    tabIndex: isHere(kind, id) ? 0 : -1,
    'data-stop': `${kind} ${id}`,
    onKeyDown: onKey,
  });
  const named = {
    role: 'group',
    'aria-labelledby': props.titleId,
    'aria-describedby': props.helpId,
  };
  return (
    <svg ref={picture} className="graph" viewBox={`0 0 ${width} ${height}`} {...named}>
      <defs>
        <marker
          {...{ id: 'graph-arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, orient: 'auto' }}
          {...{ markerWidth: 9, markerHeight: 9, markerUnits: 'userSpaceOnUse' }}
        >
          <path className="graph-arrow" d="M0 0L8 4L0 8z" />
        </marker>
        <clipPath id="graph-face">
          <circle r={radius} />
        </clipPath>
      </defs>
      {edges.map(({ id, fromId, toId, kind, weight, label, path, middle }) => {
        const isSelected = id === selected;
        const isNear = of === undefined || fromId === of || toId === of;
        const hasWord = isSelected || (isNear && edges.length <= MOST_WORDS) || (of && isNear);
        return (
          <g key={id}>
            <g
              {...stopProps('edge', id)}
              className="graph-edge"
              data-far={!isNear || undefined}
              aria-label={label}
              aria-pressed={isSelected}
              onClick={() => {
                setStop({ kind: 'edge', id, from: fromId });
                onSelect(id);
              }}
            >
              <path className="graph-reach" d={path} />
              <path
                className="graph-line"
                data-kind={kind}
                d={path}
                strokeWidth={1 + weight * 0.4}
                markerEnd={DIRECTED.includes(kind) ? 'url(#graph-arrow)' : undefined}
              />
            </g>
            {hasWord && (
              <text className="graph-word" aria-hidden="true" x={middle.x} y={middle.y + 4}>
                {kinds[kind]}
              </text>
            )}
          </g>
        );
      })}
      {nodes.map(({ id, name, x, y, degree, face }) => (
        <g key={id} transform={`translate(${x} ${y})`}>
          <g aria-hidden="true">
            <circle className="graph-paper" data-paper={face?.paper} r={radius} />
            <text className="graph-initials" data-paper={face?.paper} y={5}>
              {initials(name)}
            </text>
            {face?.picture !== undefined && (
              <image
                {...{ href: face.picture, clipPath: 'url(#graph-face)' }}
                {...{ x: -radius, y: -radius, width: 2 * radius, height: 2 * radius }}
              />
            )}
            <text className="graph-name" y={radius + 15}>
              {short(name)}
            </text>
          </g>
          <g
            {...stopProps('node', id)}
            className="graph-node"
            aria-label={text.nodeLabel(name, degree)}
            aria-pressed={id === of}
            onClick={() => {
              setStop({ kind: 'node', id });
              onChoose(id);
            }}
          >
            <circle className="graph-rim" r={radius} />
          </g>
        </g>
      ))}
    </svg>
  );
}
