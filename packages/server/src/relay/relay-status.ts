import type { CircuitBreaker } from '@holdfast/core/policies';
import type { SinkMeasure } from './relay-store.ts';

export interface SinkStatus extends SinkMeasure {
  readonly circuit: ReturnType<CircuitBreaker['getSnapshot']>;
  /** Whether the sink waits for an administrator. */
  readonly isBlocked: boolean;
}

export interface RelayStatus {
  readonly kind: 'idle' | 'running' | 'stopping' | 'stopped';
  /** When the relay measured this, in milliseconds of the wall clock. */
  readonly at: number;
  /** How many shards of the keys belong to this relay. */
  readonly shards: number;
  readonly sinks: Readonly<Record<string, SinkStatus>>;
}

export interface RelayLimits {
  /** The most events that may wait for one sink. @default no limit */
  readonly maxDepth?: number;
  /** The greatest age of an event that waits. @default no limit */
  readonly maxOldestMs?: number;
}

/** The numbers of all sinks together. */
export function totalOf({ sinks }: Pick<RelayStatus, 'sinks'>): Omit<SinkMeasure, 'oldestAt'> {
  const all = Object.values(sinks);
  const sum = (of: (sink: SinkStatus) => number): number =>
    all.reduce((total, sink) => total + of(sink), 0);
  return {
    depth: sum(({ depth }) => depth),
    oldestMs: all.reduce((oldest, { oldestMs }) => Math.max(oldest, oldestMs), 0),
    dead: sum(({ dead }) => dead),
    blocked: sum(({ blocked }) => blocked),
  };
}

/** Whether a sink has more or older events than it may. */
export function isOver(
  { sinks }: Pick<RelayStatus, 'sinks'>,
  { maxDepth = Infinity, maxOldestMs = Infinity }: RelayLimits,
): boolean {
  return Object.values(sinks).some(
    ({ depth, oldestMs }) => depth > maxDepth || oldestMs > maxOldestMs,
  );
}
