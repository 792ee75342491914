import { isRefusal } from '../is-refusal.ts';
import type { OperationState } from '../operation-state.ts';
import { stateOf } from '../operation-state.ts';
import type { ReadOutcome } from '../outcome.ts';

/** The runs of a read that is repeated, counted from 1. No number is used twice. */
export interface ReadRuns {
  /** The last run that was started. */
  readonly started: number;
  /** The newest run that came back live; 0 before the first. */
  readonly live: number;
}

/** The state of a read that is repeated. */
export interface ReadProgress<T> extends ReadRuns {
  readonly state: OperationState<T>;
  /** The newest live value, and when it came (wall-clock). */
  readonly newest: { readonly value: T; readonly at: number } | undefined;
}

export type ReadProgressEvent<T> =
  | { readonly type: 'started'; readonly run: number; readonly at: number }
  /** The device keeps an answer from earlier, for which a page asked at `at`. */
  | { readonly type: 'kept'; readonly run: number; readonly value: T; readonly at: number }
  | {
      readonly type: 'settled';
      readonly run: number;
      readonly at: number;
      readonly outcome: ReadOutcome<T>;
    }
  /** Another user is signed in. Nothing of the last user may be shown. */
  | { readonly type: 'dropped' };

/** No run was started yet. */
export const UNREAD: ReadProgress<never> = Object.freeze({
  state: Object.freeze({ kind: 'idle' }),
  started: 0,
  live: 0,
  newest: undefined,
});

/** One step. The value shown never goes back to an older one of the same owner. */
export function nextReadProgress<T>(
  progress: ReadProgress<T>,
  event: ReadProgressEvent<T>,
): ReadProgress<T> {
  switch (event.type) {
    case 'started': {
      const { state } = progress;
      const { value } = state;
      const at = 'at' in state ? state.at : undefined;
      return {
        ...progress,
        started: event.run,
        state: { kind: 'running', value, at, since: event.at },
      };
    }
    case 'kept': {
      const { state, started } = progress;
      // A kept answer only fills a gap. It replaces no value, and a late one is ignored.
      if (state.kind !== 'running' || state.value !== undefined || event.run !== started) {
        return progress;
      }
      return { ...progress, state: { ...state, value: event.value, at: event.at } };
    }
    case 'settled':
      return settled(progress, event.run, event.outcome, event.at);
    case 'dropped':
      // The count goes on, so that a late answer is still known to be old.
      return { ...UNREAD, started: progress.started, live: progress.live };
  }
}

function settled<T>(
  progress: ReadProgress<T>,
  run: number,
  outcome: ReadOutcome<T>,
  now: number,
): ReadProgress<T> {
  if (run < progress.live) return progress;
  if (outcome.kind === 'live') {
    const newest = { value: outcome.value, at: now };
    return { ...progress, live: run, newest, state: { kind: 'live', ...newest } };
  }
  // The page shows nothing kept to a user that the server refuses.
  if (isRefusal(outcome.failure)) {
    return { ...progress, newest: undefined, state: stateOf<T>(outcome, now) };
  }
  const { newest } = progress;
  if (outcome.kind === 'stale' && newest && newest.at > outcome.at) {
    return { ...progress, state: { kind: 'stale', ...newest, failure: outcome.failure } };
  }
  return { ...progress, state: stateOf<T>(outcome, now, progress.state.value) };
}
