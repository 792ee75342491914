import type { ObjectStoreData, Undo } from './object-store.ts';

/** One database on the disk, with the commits that a power cut could still take away. */
export interface DatabaseData {
  readonly name: string;
  version: number;
  readonly stores: Map<string, ObjectStoreData>;
  /** The commits since the last one that was flushed, each with its undos. */
  unflushed: (readonly Undo[])[];
  readonly connections: Set<Connection>;
  /** Contexts that wait until older connections are closed. Each call tries again. */
  waiting: (() => void)[];
}

/** An open database of one context. */
export interface Connection {
  readonly actor: string;
  /** Another context wants a newer version. */
  readonly outgrown: () => void;
}

export function createDatabaseData(name: string): DatabaseData {
  return {
    name,
    version: 0,
    stores: new Map(),
    unflushed: [],
    connections: new Set(),
    waiting: [],
  };
}

/** A connection is closed, and those that waited for it try again. */
export function closeConnection(data: DatabaseData, connection: Connection): void {
  data.connections.delete(connection);
  const { waiting } = data;
  data.waiting = [];
  for (const retry of waiting) retry();
}

/** Notes a commit. A strict one flushes all commits before it as well, because they lie in one log. */
export function noteCommit(data: DatabaseData, undos: readonly Undo[], isStrict: boolean): void {
  data.unflushed = isStrict ? [] : [...data.unflushed, undos];
}

/** The power fails: the last commits are lost, at most all unflushed ones. Returns their number. */
export function losePower(data: DatabaseData, most = Infinity): number {
  const lost = data.unflushed.toReversed().slice(0, most);
  for (const undos of lost) for (const undo of undos) undo();
  data.unflushed = [];
  return lost.length;
}
