import type { NodeConnection } from './node-connection.ts';

/** The connections whose requests began first, as many as needed to bring the others below the limit. */
export function tooMuchUnfinished(
  all: Iterable<NodeConnection>,
  maxBytes: number,
): readonly NodeConnection[] {
  const unfinished = [...all].flatMap((connection) => {
    const found = connection.unfinished();
    return found ? [{ connection, ...found }] : [];
  });
  let total = unfinished.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= maxBytes) return [];
  const oldestFirst = unfinished.toSorted((left, right) => left.since - right.since);
  const ended: NodeConnection[] = [];
  for (const { connection, bytes } of oldestFirst) {
    if (total <= maxBytes) break;
    ended.push(connection);
    total -= bytes;
  }
  return ended;
}
