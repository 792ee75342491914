import type { EntryView } from '../../ports/outbox-port.ts';
import type { OperationState } from '../operation-state.ts';

/** The state of a write whose entry is still in the outbox. `previous` is the last value known. */
export function stateOfEntry<T>(entry: EntryView, previous?: T): OperationState<T> {
  const { id: entryId, state } = entry;
  switch (state.kind) {
    case 'queued':
    case 'sending':
    case 'waiting':
      // "Queued" means that the write is safe on this device.
      if (entry.kept === false) return { kind: 'running', value: previous, since: entry.createdAt };
      return { kind: 'queued', value: previous, entryId, since: entry.createdAt };
    case 'blocked':
      return {
        kind: 'blocked',
        value: previous,
        entryId,
        reason: state.reason,
        failure: state.failure,
      };
    case 'dead':
      return { kind: 'failed', value: previous, failure: state.failure, entryId };
  }
}
