import type { NodeConnection } from './node-connection.ts';

/** All connections of a server, and which of them is the longest without a request. */
export interface ConnectionTable {
  readonly all: ReadonlySet<NodeConnection>;
  add(connection: NodeConnection): void;
  delete(connection: NodeConnection): void;
  setFree(connection: NodeConnection, isFree: boolean): void;
  countAt(address: string): number;
  /** The connection that has been free for the longest time, among all or of one address. */
  longestFree(address?: string): NodeConnection | undefined;
}

export function connectionTable(): ConnectionTable {
  const all = new Set<NodeConnection>();
  // Connections in the order in which they became free.
  const free = new Set<NodeConnection>();
  const counts = new Map<string, number>();
  const count = (address: string | undefined, change: number): void => {
    if (address === undefined) return;
    const next = (counts.get(address) ?? 0) + change;
    if (next > 0) counts.set(address, next);
    else counts.delete(address);
  };
  return {
    all,
    add(connection) {
      all.add(connection);
      free.add(connection);
      count(connection.address, 1);
    },
    delete(connection) {
      free.delete(connection);
      if (all.delete(connection)) count(connection.address, -1);
    },
    setFree(connection, isFree) {
      free.delete(connection);
      if (isFree && all.has(connection)) free.add(connection);
    },
    countAt: (address) => counts.get(address) ?? 0,
    longestFree(address) {
      for (const connection of free)
        if (address === undefined || connection.address === address) return connection;
      return undefined;
    },
  };
}
