import type { EntryView } from '../../ports/outbox-port.ts';
import type { OperationState } from '../operation-state.ts';
import { stateOfEntry } from './state-of-entry.ts';

/**
 * The next state of a write that follows its entry. `undefined` when the entry has left the outbox, and while it says
 * nothing new.
 */
export function newsOfEntry<T>(
  entry: EntryView | undefined,
  state: OperationState<T>,
): OperationState<T> | undefined {
  const next = entry && stateOfEntry(entry, state.value);
  return next && !isSame(state, next) ? next : undefined;
}

function isSame(left: OperationState, right: OperationState): boolean {
  const one = left as unknown as Record<string, unknown>;
  const other = right as unknown as Record<string, unknown>;
  return ['kind', 'entryId', 'reason', 'failure'].every((name) => one[name] === other[name]);
}
