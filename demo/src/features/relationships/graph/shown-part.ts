interface Edge {
  readonly fromId: string;
  readonly toId: string;
  readonly weight: number;
}

export interface ShownPart<TEdge> {
  readonly nodes: ReadonlySet<string>;
  readonly edges: readonly TEdge[];
  /** How many nodes the whole graph has. */
  readonly of: number;
  /** The node that the part is about; none when the whole graph is shown. */
  readonly around?: string;
}

/**
 * The nodes of a graph that is shown at once. A graph with more than `most` shows the nearest to one node: its own
 * edges first, the heaviest before the others, then theirs. Without a chosen node, it is the one with most edges.
 */
export function shownPart<TEdge extends Edge>(
  edges: readonly TEdge[],
  most: number,
  chosen?: string,
): ShownPart<TEdge> {
  const around = new Map<string, TEdge[]>();
  for (const edge of edges) {
    for (const id of [edge.fromId, edge.toId]) {
      const known = around.get(id);
      if (known) known.push(edge);
      else around.set(id, [edge]);
    }
  }
  const of = around.size;
  if (of <= most) return { nodes: new Set(around.keys()), edges, of };
  const start =
    chosen !== undefined && around.has(chosen)
      ? chosen
      : [...around].reduce((best, one) => (one[1].length > best[1].length ? one : best))[0];
  const nodes = new Set([start]);
  // A set is walked in the order in which it grows.
  for (const id of nodes) {
    const heaviest = (around.get(id) ?? []).toSorted((a, b) => b.weight - a.weight);
    for (const { fromId, toId } of heaviest) {
      if (nodes.size < most) nodes.add(fromId === id ? toId : fromId);
    }
    if (nodes.size >= most) break;
  }
  return {
    nodes,
    edges: edges.filter((edge) => nodes.has(edge.fromId) && nodes.has(edge.toId)),
    of,
    around: start,
  };
}
