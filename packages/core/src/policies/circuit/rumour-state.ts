import { newCircuit } from './circuit-state.ts';
import type { CircuitState } from './circuit-state.ts';

/** What one tab tells the others: facts to look into, never orders. */
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

// A channel carries whatever any version of the page posts; nothing said there may stop us for longer.
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

/** The circuit that looks for itself after what another tab said, or `undefined` if it knows already. */
export function probeNext(state: CircuitState, heard: 'open' | 'closed'): CircuitState | undefined {
  const { kind, serial, openings } = state;
  const isNews = heard === 'open' ? kind === 'closed' : kind === 'open';
  return isNews ? { ...newCircuit, kind: 'open', serial: serial + 1, openings } : undefined;
}
