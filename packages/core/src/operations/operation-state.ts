import type { Failure } from '../failures/failure.ts';
import type { BlockReason } from '../ports/outbox-port.ts';
import type { NotResumed } from '../streams/not-resumed.ts';
import type { Outcome } from './outcome.ts';

/**
 * The state of an operation, in the words that slices, hooks, forms, devtools and metrics share. `value` is the last
 * known value, whatever happened since then.
 */
export type OperationState<T = unknown> =
  | { readonly kind: 'idle'; readonly value?: T | undefined }
  | {
      readonly kind: 'running';
      readonly value?: T | undefined;
      /** When the server gave `value`, or when a page asked for a kept one; absent where that is not known. */
      readonly at?: number | undefined;
      readonly since: number;
    }
  | { readonly kind: 'live'; readonly value: T; readonly at: number }
  | { readonly kind: 'stale'; readonly value: T; readonly at: number; readonly failure: Failure }
  | { readonly kind: 'fallback'; readonly value: T; readonly failure: Failure }
  | {
      readonly kind: 'queued';
      readonly value?: T | undefined;
      readonly entryId: string;
      readonly since: number;
    }
  | {
      readonly kind: 'blocked';
      readonly value?: T | undefined;
      readonly entryId: string;
      readonly reason: BlockReason;
      readonly failure: Failure | undefined;
    }
  | {
      readonly kind: 'failed';
      readonly value?: T | undefined;
      readonly failure: Failure;
      readonly entryId?: string | undefined;
    }
  | {
      readonly kind: 'streaming';
      readonly value?: T | undefined;
      readonly text: string;
      readonly since: number;
    }
  | {
      readonly kind: 'interrupted';
      readonly value?: T | undefined;
      readonly text: string;
      readonly resumable: boolean;
      /** Whether the reader asks for the rest by itself. */
      readonly resuming: boolean;
      /** Why the reader does not ask for the rest; absent while it does. */
      readonly notResumed?: NotResumed | undefined;
      readonly failure: Failure;
    };

export type OperationStateKind = OperationState['kind'];

/** The state an outcome leaves behind. `now` is wall-clock time, `previous` the last value known. */
export function stateOf<T>(outcome: Outcome<T>, now: number, previous?: T): OperationState<T> {
  switch (outcome.kind) {
    case 'live':
      return { kind: 'live', value: outcome.value, at: now };
    case 'stale':
      return {
        kind: 'stale',
        value: outcome.value,
        at: outcome.at,
        failure: outcome.failure,
      };
    case 'fallback':
      return { kind: 'fallback', value: outcome.value, failure: outcome.failure };
    case 'queued':
      return { kind: 'queued', value: previous, entryId: outcome.handle.id, since: now };
    case 'blocked': {
      const { reason, failure, handle } = outcome;
      return { kind: 'blocked', value: previous, entryId: handle.id, reason, failure };
    }
    case 'interrupted': {
      const { kind, text, resumable, notResumed, failure } = outcome;
      return { kind, value: previous, text, resumable, resuming: false, notResumed, failure };
    }
    case 'failed':
      return {
        kind: 'failed',
        value: previous,
        failure: outcome.failure,
        entryId: outcome.handle?.id,
      };
  }
}
