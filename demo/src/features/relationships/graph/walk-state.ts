/** The place of the keyboard in the graph. An edge remembers the node from which it was reached. */
export type Stop =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'edge'; readonly id: string; readonly from: string };

export interface WalkedGraph {
  /** In the order in which the keyboard walks them. */
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly {
    readonly id: string;
    readonly fromId: string;
    readonly toId: string;
  }[];
}

/**
 * The next stop after a key, or the same stop. Left and right walk the nodes; down goes into the edges of a node,
 * where up and down walk them, right leads to the other end and left back.
 */
export function nextStop(stop: Stop, key: string, { nodes, edges }: WalkedGraph): Stop {
  const node = (at: number): Stop => {
    const id = nodes[(at + nodes.length) % nodes.length]?.id;
    return id === undefined ? stop : { kind: 'node', id };
  };
  if (key === 'Home') return node(0);
  if (key === 'End') return node(-1);
  const base = stop.kind === 'node' ? stop.id : stop.from;
  const around = edges.filter(({ fromId, toId }) => fromId === base || toId === base);
  const edge = (at: number): Stop => {
    const id = around[at]?.id;
    return id === undefined ? stop : { kind: 'edge', id, from: base };
  };
  const place = nodes.findIndex(({ id }) => id === base);
  if (stop.kind === 'node') {
    if (key === 'ArrowRight') return node(place + 1);
    if (key === 'ArrowLeft') return node(place - 1);
    return key === 'ArrowDown' ? edge(0) : stop;
  }
  const at = around.findIndex(({ id }) => id === stop.id);
  if (key === 'ArrowDown') return edge(at + 1);
  if (key === 'ArrowUp') return at <= 0 ? { kind: 'node', id: base } : edge(at - 1);
  if (key === 'ArrowLeft') return { kind: 'node', id: base };
  const here = around[at];
  if (key !== 'ArrowRight' || !here) return stop;
  return { kind: 'node', id: here.fromId === base ? here.toId : here.fromId };
}

/** A stop that is still in the graph; the first node otherwise. */
export function keptStop(stop: Stop | undefined, graph: WalkedGraph): Stop | undefined {
  const isThere =
    stop && (stop.kind === 'node' ? graph.nodes : graph.edges).some(({ id }) => id === stop.id);
  if (isThere) return stop;
  const [first] = graph.nodes;
  return first && { kind: 'node', id: first.id };
}
