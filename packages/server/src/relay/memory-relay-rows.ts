import { laneOf, shardOf } from './lane.ts';
import type { NewRelayEvent } from './relay-store.ts';
import type { RelayState } from './relay-state.ts';
import type { FailureJson } from '@holdfast/core/parts';

/** An event in memory. */
export interface MemoryRow {
  readonly event: NewRelayEvent;
  readonly lane: string;
  readonly shard: number;
  readonly position: number;
  readonly enqueuedAt: number;
  state: RelayState;
  holdsKey: boolean;
  dueAt: number;
  attempts: number;
  failures: number;
  crashes: number;
  epoch: number;
  failure?: FailureJson | undefined;
  endedAt?: number;
}

/** Events by id, and in each lane, in order, the events that later ones wait for. */
export interface MemoryRows {
  readonly all: Iterable<MemoryRow>;
  find(sink: string, id: string): MemoryRow | undefined;
  /** Adds an event unless its id is there. */
  add(event: NewRelayEvent, at: number): void;
  remove(row: MemoryRow): void;
  /** The lanes of a sink that have such events, in order. */
  lanes(sink: string): readonly string[];
  open(lane: string): readonly MemoryRow[];
}

const idOf = (sink: string, id: string): string => JSON.stringify([sink, id]);

export function createMemoryRows(): MemoryRows {
  const rows = new Map<string, MemoryRow>();
  const positions = new Map<string, number>();
  /** The rows of each lane, in order. */
  const lanes = new Map<string, MemoryRow[]>();
  return {
    get all() {
      return rows.values();
    },
    find: (sink, id) => rows.get(idOf(sink, id)),
    add(event, at) {
      const name = idOf(event.sink, event.id);
      if (rows.has(name)) return;
      const lane = laneOf(event.sink, event.topic, event.key);
      const position = (positions.get(lane) ?? 0) + 1;
      positions.set(lane, position);
      const row: MemoryRow = {
        ...{ event, lane, shard: shardOf(lane), position, enqueuedAt: at },
        ...{ state: 'waiting', holdsKey: true, dueAt: 0 },
        ...{ attempts: 0, failures: 0, crashes: 0, epoch: 0 },
      };
      rows.set(name, row);
      lanes.set(lane, [...(lanes.get(lane) ?? []), row]);
    },
    remove(row) {
      rows.delete(idOf(row.event.sink, row.event.id));
      const left = lanes.get(row.lane)?.filter((other) => other !== row) ?? [];
      if (left.length > 0) lanes.set(row.lane, left);
      else lanes.delete(row.lane);
    },
    lanes: (sink) =>
      [...lanes]
        .filter(([, of]) => of[0]?.event.sink === sink && of.some(({ holdsKey }) => holdsKey))
        .map(([lane]) => lane)
        .toSorted(),
    open: (lane) => (lanes.get(lane) ?? []).filter(({ holdsKey }) => holdsKey),
  };
}
