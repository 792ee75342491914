import type { Relationship } from '../../../../contract/relationship.ts';
import type { End } from '../end.ts';
import { edgePath, type EdgePath } from './edge-path.ts';
import { type Place, placeNodes } from './place-nodes.ts';
import { shownPart } from './shown-part.ts';

export interface DrawnEdge {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly kind: Relationship['kind'] | 'shares';
  readonly weight: number;
  /** The sentence. */
  readonly label: string;
}

export interface DrawnGraph {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly nodes: readonly (End & Place & { readonly degree: number })[];
  readonly edges: readonly (DrawnEdge & EdgePath)[];
  /** How many nodes the whole graph has. */
  readonly of: number;
  /** The name of the one that a part of the graph is about. */
  readonly around: string | undefined;
}

/** The nodes and edges that a part of a large graph must contain. */
interface InQuestion {
  readonly chosen: string | undefined;
  /** The selected edge; when the chosen node is too far from it, the part is about one of its ends instead. */
  readonly selected: string | undefined;
}

const NARROW = 480;

/** The parts of the picture that follow from the relationships and the room. */
export function drawnGraph(
  all: readonly DrawnEdge[],
  ends: readonly End[],
  width: number,
  { chosen, selected }: InQuestion,
): DrawnGraph {
  const isNarrow = width < NARROW;
  const most = isNarrow ? 12 : 26;
  const part = shownPart(all, most, chosen);
  const question = all.find(({ id }) => id === selected);
  const isShown = question === undefined || part.edges.includes(question);
  const { nodes: ids, edges, of, around } = isShown ? part : shownPart(all, most, question.fromId);
  const radius = isNarrow ? 20 : ids.size > 14 ? 22 : 28;
  const height = Math.round(
    Math.min(Math.max(260, 120 + ids.size * (isNarrow ? 30 : 26)), isNarrow ? 520 : 640),
  );
  const shown = ends.filter(({ id }) => ids.has(id));
  const places = placeNodes(
    shown.map(({ id }) => id),
    edges,
    { width, height, margin: { x: 56, y: radius + 20 } },
  );
  const pairOf = ({ fromId, toId }: DrawnEdge): string => [fromId, toId].toSorted().join(' ');
  const between = (edge: DrawnEdge): readonly DrawnEdge[] =>
    edges.filter((other) => pairOf(other) === pairOf(edge));
  return {
    ...{ width, height, radius, of, around: ends.find(({ id }) => id === around)?.name },
    nodes: shown.map((end) => ({
      ...end,
      ...(places.get(end.id) ?? { x: 0, y: 0 }),
      degree: all.filter(({ fromId, toId }) => fromId === end.id || toId === end.id).length,
    })),
    edges: edges.map((edge) => {
      const pair = between(edge);
      const [from, to] = [places.get(edge.fromId), places.get(edge.toId)];
      const origin = { x: 0, y: 0 };
      // A line that comes back the other way bends to the same side, seen from the pair.
      const isBack = edge.fromId > edge.toId;
      const nth = pair.indexOf(edge);
      const place = { nth: isBack ? pair.length - 1 - nth : nth, count: pair.length };
      return { ...edge, ...edgePath(from ?? origin, to ?? origin, radius + 3, place) };
    }),
  };
}
