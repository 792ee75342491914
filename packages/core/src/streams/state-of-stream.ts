import type { OperationState } from '../operations/operation-state.ts';
import type { StreamValue } from '../operations/outcome.ts';
import type { StreamState } from './stream-state.ts';

/** The state of a stream, in the words of every operation. */
export function stateOfStream<TEvent>(
  state: StreamState<TEvent>,
): OperationState<StreamValue<TEvent>> {
  switch (state.kind) {
    case 'idle':
    case 'running':
    case 'failed':
      return state;
    case 'streaming':
      return { kind: 'streaming', text: state.text, since: state.since };
    case 'interrupted': {
      const { kind, text, resumable, resuming, notResumed, failure } = state;
      return { kind, text, resumable, resuming, notResumed, failure };
    }
    case 'live': {
      const { kind, id, text, events, micros, reason, at } = state;
      return { kind, value: { id, text, events, micros, reason }, at };
    }
  }
}
