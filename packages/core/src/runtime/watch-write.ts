import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import { onDemand } from '../observable/on-demand.ts';
import type { OperationState } from '../operations/operation-state.ts';
import { stateOf } from '../operations/operation-state.ts';
import type { WriteOperation } from '../operations/operation.ts';
import type { WriteOutcome } from '../operations/outcome.ts';
import { stateOfEntry } from '../operations/state-of-entry.ts';
import type { OutboxHandle } from '../ports/outbox-port.ts';
import { toFailure } from '../failures/to-failure.ts';
import type { Holdfast, RunArguments } from './create-holdfast.ts';

export interface WriteWatch<TInput, TOutput, TOffline extends 'queue' | 'fail'> extends Observable<
  OperationState<TOutput>
> {
  /** Runs the write. The state follows the newest run; every caller gets the outcome of its own. */
  run(...rest: RunArguments<TInput>): Promise<WriteOutcome<TOutput, TOffline>>;
  /** Back to `idle`. What is under way goes on, only unseen here. */
  reset(): void;
}

const IDLE: OperationState<never> = Object.freeze({ kind: 'idle' });

/**
 * The state of a write, followed past its outcome: what was queued turns live, blocked or failed when
 * its entry does. Answers of superseded runs are ignored, and so is everything of a previous owner.
 */
export function watchWrite<TInput, TParsed, TOutput, TOffline extends 'queue' | 'fail'>(
  holdfast: Pick<Holdfast, 'run' | 'identity' | 'platform' | 'outbox'>,
  operation: WriteOperation<string, TInput, TParsed, TOutput, TOffline>,
): WriteWatch<TInput, TOutput, TOffline> {
  const { identity, platform, outbox } = holdfast;
  const subject = (): string | undefined => identity.getSnapshot()?.subject;
  const state = createCell<OperationState<TOutput>>(IDLE);
  let owner = subject();
  let newest = 0;
  let followed: OutboxHandle<TOutput> | undefined;

  const reset = (): void => {
    owner = subject();
    newest += 1;
    followed = undefined;
    state.set(IDLE);
  };
  const resetIfForeign = (): void => {
    if (owner !== subject()) reset();
  };
  const value = (): TOutput | undefined => state.getSnapshot().value;

  const look = (): void => {
    const entry = followed && outbox?.entries.getSnapshot().find(({ id }) => id === followed?.id);
    if (!entry) return;
    const next = stateOfEntry(entry, value());
    if (!isSame(state.getSnapshot(), next)) state.set(next);
  };
  const follow = (handle: OutboxHandle<TOutput>): void => {
    followed = handle;
    const settle = (next: OperationState<TOutput>): void => {
      if (followed !== handle) return;
      followed = undefined;
      resetIfForeign();
      if (owner === subject() && newest > 0) state.set(next);
    };
    handle.synced.then(
      (synced) => settle({ kind: 'live', value: synced, at: platform.now() }),
      (error: unknown) =>
        settle({ kind: 'failed', failure: toFailure(error), value: value(), entryId: handle.id }),
    );
    look();
  };

  return {
    ...onDemand(state, () => {
      resetIfForeign();
      const leave = [identity.subscribe(resetIfForeign), outbox?.entries.subscribe(look)];
      look();
      return () => {
        for (const undo of leave) undo?.();
      };
    }),
    getSnapshot: () => (owner === subject() ? state.getSnapshot() : IDLE),
    reset,
    async run(...rest) {
      resetIfForeign();
      newest += 1;
      const mine = newest;
      followed = undefined;
      state.set({ kind: 'running', value: value(), since: platform.now() });
      const outcome = await holdfast.run(operation, ...rest);
      resetIfForeign();
      if (mine !== newest) return outcome;
      state.set(stateOf(outcome, platform.now(), value()));
      if (outcome.kind !== 'live' && 'handle' in outcome && outcome.handle) follow(outcome.handle);
      return outcome;
    },
  };
}

function isSame(left: OperationState, right: OperationState): boolean {
  if (left.kind !== right.kind) return false;
  const one = left as unknown as Record<string, unknown>;
  const other = right as unknown as Record<string, unknown>;
  return ['entryId', 'reason', 'failure'].every((name) => one[name] === other[name]);
}
