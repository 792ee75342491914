import { createCell } from '../../observable/cell.ts';
import type { Observable } from '../../observable/observable.ts';
import { onDemand } from '../../observable/on-demand.ts';
import type { OperationState } from '../operation-state.ts';
import { stateOf } from '../operation-state.ts';
import type { WriteOperation } from '../operation.ts';
import type { Outcome, WriteOutcome } from '../outcome.ts';
import { webAnySignal } from '../../platform/web-any-signal.ts';
import { uuidV7 } from '../../platform/uuid-v7.ts';
import { newsOfEntry } from './news-of-entry.ts';
import { repeatOptions } from './repeat-options.ts';
import type { OutboxHandle, OutboxPort } from '../../ports/outbox-port.ts';
import { isFailure } from '../../failures/failure.ts';
import { asFailure } from '../../failures/naming/as-failure.ts';
import type { Holdfast, RunArguments } from '../../runtime/create-holdfast.ts';
import { settledRun } from '../../runtime/settled-run.ts';
import type { RunOptions } from '../../runtime/run.ts';

export interface WriteWatch<TInput, TOutput, TOffline extends 'queue' | 'fail'> extends Observable<
  OperationState<TOutput>
> {
  /** Runs the write. Never rejects. The state follows the newest run; every caller gets the outcome of its own run. */
  run(...rest: RunArguments<TInput>): Promise<WriteOutcome<TOutput, TOffline>>;
  /**
   * Tries the newest failed or blocked run again; without one it does nothing. It retries the entry in the outbox
   * if there is one. Otherwise it sends the same input again, under the same idempotency key if the write may have
   * taken effect. If the server honours no keys, it does not repeat a write that may have taken effect. Rejects
   * with a storage `Failure`.
   */
  retry(): Promise<void>;
  /**
   * Takes the newest run back. `cancelled`: it certainly took no effect, or it was a dead letter that the user
   * discarded, and the state is `idle` again. `too-late`: no run is under way, or the run may take effect and the
   * state still follows it. Rejects with a storage `Failure`.
   */
  cancel(): ReturnType<OutboxPort['cancel']>;
  /** Back to `idle`. A run under way goes on, but this watch no longer shows it. */
  reset(): void;
}

const IDLE: OperationState<never> = Object.freeze({ kind: 'idle' });

/**
 * The state of a write. It follows the newest run, and after the run its entry in the outbox: a `queued` write
 * becomes `live`, `blocked` or `failed` when its entry does. It ignores answers of earlier runs and of a user who
 * has signed out since.
 */
export function watchWrite<TInput, TParsed, TOutput, TOffline extends 'queue' | 'fail'>(
  holdfast: Pick<Holdfast, 'run' | 'identity' | 'platform' | 'outbox'>,
  operation: WriteOperation<string, TInput, TParsed, TOutput, TOffline>,
): WriteWatch<TInput, TOutput, TOffline> {
  const { identity, platform, outbox } = holdfast;
  const ownerNow = (): string | undefined => identity.getSnapshot()?.subject;
  const state = createCell<OperationState<TOutput>>(IDLE);
  let owner = ownerNow();
  let newest = 0;
  let followed: OutboxHandle<TOutput> | undefined;
  let last: { readonly input: unknown; readonly options: RunOptions } | undefined;
  let underWay: { readonly outcome: Promise<Outcome>; readonly abort: () => void } | undefined;
  let isTakingBack = false;

  const reset = (): void => {
    owner = ownerNow();
    newest += 1;
    followed = last = underWay = undefined;
    state.set(IDLE);
  };
  const resetIfForeign = (): void => {
    if (owner !== ownerNow()) reset();
  };
  // `cancel` itself says that the run was taken back.
  const isTakenBack = (error: unknown): boolean =>
    isTakingBack && isFailure(error, 'ENTRY_CANCELLED');
  const value = (): TOutput | undefined => state.getSnapshot().value;

  const look = (): void => {
    const entry = followed && outbox?.entries.getSnapshot().find(({ id }) => id === followed?.id);
    const next = newsOfEntry(entry, state.getSnapshot());
    if (next) state.set(next);
  };
  const follow = (handle: OutboxHandle<TOutput>): void => {
    followed = handle;
    const settle = (next: OperationState<TOutput>): void => {
      resetIfForeign();
      if (followed !== handle) return;
      followed = undefined;
      state.set(next);
    };
    handle.synced.then(
      (synced) => settle({ kind: 'live', value: synced, at: platform.now() }),
      (error: unknown) => {
        if (isTakenBack(error)) return;
        const now = state.getSnapshot();
        // When a dead letter is discarded, the failure that made it one stays.
        const failure = now.kind === 'failed' ? now.failure : asFailure(error);
        settle({ kind: 'failed', failure, value: value() });
      },
    );
    look();
  };

  const runOperation = holdfast.run as (
    operation: unknown,
    input: unknown,
    options: RunOptions,
  ) => Promise<WriteOutcome<TOutput, TOffline>>;

  const run = async (
    input: unknown,
    given: RunOptions = {},
  ): Promise<WriteOutcome<TOutput, TOffline>> => {
    resetIfForeign();
    newest += 1;
    const mine = newest;
    followed = undefined;
    // Made here, so that a retry can send the same key.
    const options = operation.honoursKey ? { key: uuidV7(platform), ...given } : given;
    last = { input, options };
    const caller = new AbortController();
    const signal = given.signal ? webAnySignal([given.signal, caller.signal]) : caller.signal;
    state.set({ kind: 'running', value: value(), since: platform.now() });
    const running = settledRun(() => runOperation(operation, input, { ...options, signal }));
    underWay = { outcome: running, abort: () => caller.abort() };
    const outcome = await running;
    resetIfForeign();
    if (mine !== newest) return outcome;
    underWay = undefined;
    if (outcome.kind === 'failed' && isTakenBack(outcome.failure)) return outcome;
    state.set(stateOf<TOutput>(outcome, platform.now(), value()));
    if (outcome.kind !== 'live' && outcome.handle) follow(outcome.handle);
    return outcome;
  };

  const retry = async (): Promise<void> => {
    resetIfForeign();
    const current = state.getSnapshot();
    if (!('failure' in current)) return;
    if ('entryId' in current && current.entryId !== undefined) {
      await outbox?.retry(current.entryId);
      return;
    }
    const options = last && repeatOptions(operation, current.failure, last.options);
    if (options) await run(last?.input, options);
  };

  const takeBack = async (): ReturnType<OutboxPort['cancel']> => {
    const current = state.getSnapshot();
    const id = ('entryId' in current && current.entryId) || last?.options.key;
    const entry = outbox?.entries.getSnapshot().find((each) => each.id === id);
    if (outbox && entry) return outbox.cancel(entry.id);
    if (!underWay) return 'too-late';
    underWay.abort();
    const outcome = await underWay.outcome;
    if ('handle' in outcome && outcome.handle) {
      return (await outbox?.cancel(outcome.handle.id)) ?? 'too-late';
    }
    return 'failure' in outcome && outcome.failure?.effect === 'none' ? 'cancelled' : 'too-late';
  };
  const cancel = async (): ReturnType<OutboxPort['cancel']> => {
    resetIfForeign();
    const mine = newest;
    isTakingBack = true;
    try {
      const answer = await takeBack();
      if (answer === 'cancelled' && mine === newest) reset();
      return answer;
    } finally {
      isTakingBack = false;
    }
  };

  const { subscribe } = onDemand(state, () => {
    resetIfForeign();
    const leave = [identity.subscribe(resetIfForeign), outbox?.entries.subscribe(look)];
    look();
    return () => {
      for (const undo of leave) undo?.();
    };
  });
  return {
    subscribe,
    getSnapshot: () => (owner === ownerNow() ? state.getSnapshot() : IDLE),
    run: (...[input, options]) => run(input, options),
    retry,
    cancel,
    reset,
  };
}
