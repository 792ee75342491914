import { newCircuit } from './circuit-state.ts';
import type { CircuitState } from './circuit-state.ts';

/** The news that one tab tells the others. The others check it themselves, and obey no orders. */
export type Rumour =
  | {
      readonly type: 'holdfast.circuit';
      readonly name: string;
      readonly state: 'open' | 'closed';
    }
  | {
      readonly type: 'holdfast.limit';
      readonly name: string;
      readonly remaining: number;
      readonly resetMs: number;
    };

// Any version of the page may post to the channel, so no message may stop this tab for longer than this.
const LONGEST_RESET_MS = 60_000;

/** Reads a message from a channel that every script of the origin may post to. */
export function parseRumour(message: unknown): Rumour | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, name, state, remaining, resetMs } = message as Record<string, unknown>;
  if (typeof name !== 'string') return undefined;
  if (type === 'holdfast.circuit' && (state === 'open' || state === 'closed')) {
    return { type, name, state };
  }
  if (type === 'holdfast.limit' && isCount(remaining) && isCount(resetMs)) {
    return { type, name, remaining, resetMs: Math.min(resetMs, LONGEST_RESET_MS) };
  }
  return undefined;
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** The circuit that probes by itself after the news of another tab; `undefined` if the news is known already. */
export function probeNext(state: CircuitState, heard: 'open' | 'closed'): CircuitState | undefined {
  const { kind, serial, openings } = state;
  const isNews = heard === 'open' ? kind === 'closed' : kind === 'open';
  return isNews ? { ...newCircuit, kind: 'open', serial: serial + 1, openings } : undefined;
}
