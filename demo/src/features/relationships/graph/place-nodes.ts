import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Pair {
  readonly fromId: string;
  readonly toId: string;
  readonly weight: number;
}

export interface Room {
  readonly width: number;
  readonly height: number;
  /** What a node and its name need around its middle. */
  readonly margin: Place;
}

interface Node extends SimulationNodeDatum {
  readonly id: string;
}

/** The same numbers in the same order each time, so that the same graph always looks the same. */
function seeded(): () => number {
  let state = 20_13;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const TICKS = 300;

/** Where each node stands once all forces have come to rest, spread over the whole room. */
export function placeNodes(
  ids: readonly string[],
  pairs: readonly Pair[],
  room: Room,
): ReadonlyMap<string, Place> {
  const nodes: Node[] = ids.map((id) => ({ id }));
  const links = pairs.map(({ fromId, toId, weight }) => ({ source: fromId, target: toId, weight }));
  const near = room.margin.y * 1.2;
  forceSimulation(nodes)
    .stop()
    .randomSource(seeded())
    .force('charge', forceManyBody().strength(-320))
    .force(
      'link',
      forceLink<Node, (typeof links)[number]>(links)
        .id(({ id }) => id)
        // Nodes with a heavier edge stand nearer to each other.
        .distance(({ weight }) => near * (3.2 - weight * 0.2)),
    )
    .force('apart', forceCollide(near))
    // A wide room is filled in its width, a high one in its height.
    .force('x', forceX(0).strength(0.06 * Math.min(2, room.height / room.width)))
    .force('y', forceY(0).strength(0.06 * Math.min(2, room.width / room.height)))
    .tick(TICKS);
  return spread(nodes, room);
}

/** How much a small graph may be stretched to fill its room. */
const MOST_STRETCH = 1.5;

function spread(nodes: readonly Node[], room: Room): ReadonlyMap<string, Place> {
  const x = along(
    nodes.map((node) => node.x ?? 0),
    room.width,
    room.margin.x,
  );
  const y = along(
    nodes.map((node) => node.y ?? 0),
    room.height,
    room.margin.y,
  );
  return new Map(nodes.map((node) => [node.id, { x: x(node.x ?? 0), y: y(node.y ?? 0) }]));
}

/** Maps all values into a length, with room at both of its ends. */
function along(
  values: readonly number[],
  length: number,
  margin: number,
): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const scale = Math.min(MOST_STRETCH, (length - 2 * margin) / Math.max(most - least, 1));
  const middle = (least + most) / 2;
  return (value) => Math.round(length / 2 + (value - middle) * scale);
}
