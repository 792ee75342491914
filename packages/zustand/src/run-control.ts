import {
  Failure,
  type EntryView,
  type Holdfast,
  type OperationState,
  type Outcome,
  type OutboxHandle,
  type RunOptions,
} from '@holdfast/core';
import { ABORTED } from '@holdfast/core/failures';
import { newsOfEntry, repeatOptions, stateOf } from '@holdfast/core/parts';
import { admitRun } from './admit-run.ts';
import { IDLE } from './idle.ts';
import { createSharedAbort, type SharedAbort } from './shared-abort.ts';
import type { OpaqueDeclared } from './slice-context.ts';
import type { RunControl, RunEvents, SliceRun } from './slice-run.ts';

interface UnderWay extends SliceRun {
  promise: Promise<Outcome>;
  readonly key: string | undefined;
  /** Its entry, once it waits in the outbox. */
  handle?: OutboxHandle | undefined;
  /** Present while its callers may abort it. */
  readonly shared?: SharedAbort;
  /** Whether the slice has stopped it, so that its outcome changes nothing. */
  isStopped?: boolean;
  /** Whether the user no longer wants the write, so that its entry goes, too. */
  isUnwanted?: boolean;
}

export function createRunControl(
  holdfast: Pick<Holdfast, 'newKey' | 'run' | 'platform' | 'outbox'>,
  { run: operation, dedupe = 'join' }: OpaqueDeclared,
  { show: tellState, begun, left }: RunEvents,
): RunControl {
  const { platform, outbox } = holdfast;
  const runOperation = holdfast.run as (...args: readonly unknown[]) => Promise<Outcome>;
  let underWay: readonly UnderWay[] = [];
  /** The runs that have ended as queued. */
  let queued: readonly UnderWay[] = [];
  let newest = 0;
  let state: OperationState = IDLE;
  /** The last state without a run or an entry. It comes back when the user cancels. */
  let settled: OperationState = IDLE;
  let last: { readonly input: unknown; readonly options: RunOptions } | undefined;
  /** The run whose entry the state follows. */
  let followed: UnderWay | undefined;
  let leave: (() => void) | undefined;
  /** The entries of earlier pages. */
  const adopted = new Set<string>();
  /** How many users have left. */
  let users = 0;

  const entryOf = (id: string | undefined): EntryView | undefined =>
    outbox?.entries.getSnapshot().find((entry) => entry.id === id);
  /** The runs whose entry goes on without the user. */
  const waiting = (): readonly UnderWay[] =>
    (queued = queued.filter(({ handle }) => {
      const kind = entryOf(handle?.id)?.state.kind;
      return kind && kind !== 'blocked' && kind !== 'dead';
    }));
  const show = (next: OperationState, ended?: Parameters<typeof tellState>[1]): void => {
    state = next;
    if (next.kind !== 'running' && idOf(next) === undefined) settled = next;
    tellState(next, ended);
  };
  const look = (): void => {
    const next = newsOfEntry(followed && entryOf(followed.handle?.id), state);
    if (next) show(next);
  };
  const unfollow = (): void => {
    leave?.();
    followed = leave = undefined;
  };
  const follow = (run: UnderWay): void => {
    unfollow();
    followed = run;
    leave = outbox?.entries.subscribe(look);
    look();
  };
  /** Hears once how a queued run ends. */
  const hear = (run: UnderWay, { synced }: OutboxHandle): void => {
    queued = [...queued, run];
    const since = users;
    const answered = (value: unknown): void => {
      if (since !== users) return;
      const ended = { run, outcome: { kind: 'live', value } as const };
      // The answer to an earlier run still becomes part of the data.
      if (followed !== run) return tellState(state, ended);
      unfollow();
      show({ ...ended.outcome, at: platform.now() }, ended);
    };
    synced.then(answered, (error: Failure) => {
      if (followed !== run) return;
      unfollow();
      const { value } = state;
      // When the user discards a dead letter, the failure that made it one stays.
      const failure = state.kind === 'failed' ? state.failure : error;
      const before = waiting().at(-1);
      if (failure.code !== 'ENTRY_CANCELLED') show({ kind: 'failed', failure, value });
      else if (before) follow(before);
      else show(settled);
    });
  };
  const discard = async (id: string | undefined): Promise<void> => {
    if (id !== undefined) await outbox?.cancel(id);
  };

  const start = (input: unknown, given: RunOptions, turn?: Promise<unknown>): UnderWay => {
    const shared = createSharedAbort();
    shared.share(given.signal);
    const number = (newest += 1);
    unfollow();
    const options: RunOptions = {
      // Minted here, so that a retry can say that it is the same write.
      ...(operation.honoursKey && { key: holdfast.newKey() }),
      ...given,
      signal: shared.signal,
    };
    last = { input, options: { ...given, ...(options.key !== undefined && { key: options.key }) } };
    const begin = (): Promise<Outcome> => {
      begun(mine, options.key);
      if (number === newest) show({ kind: 'running', value: state.value, since: platform.now() });
      return runOperation(operation, input, options);
    };
    const go = async (): Promise<Outcome> => {
      const outcome = await (turn
        ? turn.then(() => (mine.isStopped ? aborted() : begin()))
        : begin());
      underWay = underWay.filter((each) => each !== mine);
      shared.end();
      const handle = 'handle' in outcome ? outcome.handle : undefined;
      mine.handle = handle;
      if (mine.isStopped) {
        left(mine, outcome);
        if (mine.isUnwanted) await discard(handle?.id).catch(() => {});
        return outcome;
      }
      const ended = { run: mine, outcome };
      if (number === newest) show(stateOf(outcome, platform.now(), state.value), ended);
      else tellState(state, ended);
      if (handle) hear(mine, handle);
      if (handle && number === newest) follow(mine);
      return outcome;
    };
    const mine: UnderWay = {
      input,
      number,
      key: options.key,
      promise: undefined as never,
      shared,
    };
    underWay = [...underWay, mine];
    mine.promise = go();
    return mine;
  };

  const stop = (isUnwanted: boolean): void => {
    for (const run of underWay) {
      run.isUnwanted = isUnwanted;
      run.isStopped = true;
      run.shared?.end();
    }
    underWay = [];
  };
  const run = (input?: unknown, options: RunOptions = {}): Promise<Outcome> => {
    const before = waiting();
    const wanted = underWay.filter(({ shared }) => !shared?.signal.aborted);
    const admitted = admitRun(dedupe, [...before, ...wanted], input, options.key);
    if (admitted.do === 'join') {
      admitted.run.shared?.share(options.signal);
      return admitted.run.promise;
    }
    if (admitted.do === 'drop') return Promise.resolve(aborted());
    if (admitted.do === 'replace') {
      stop(true);
      for (const { handle } of before) void discard(handle?.id).catch(() => {});
    }
    const turn = admitted.do === 'queue' ? underWay.at(-1)?.promise : undefined;
    return start(input, options, turn).promise;
  };

  return {
    run,
    adopt(entry) {
      if (adopted.has(entry.id) || !outbox?.createHandle) return;
      adopted.add(entry.id);
      const { id, input } = entry;
      const handle = outbox.createHandle(outbox, id, operation.output, entry);
      const promise = Promise.resolve<Outcome>({ kind: 'queued', handle });
      const mine = { input, number: 0, key: id, promise, handle };
      hear(mine, handle);
      if (newest === 0) follow(mine);
    },
    again: async () => last && start(last.input, { fresh: true }).promise,
    async retry() {
      if (state.kind !== 'failed' && state.kind !== 'blocked' && state.kind !== 'stale') return;
      const id = idOf(state);
      if (id !== undefined) return outbox?.retry(id);
      const options = last && repeatOptions(operation, state.failure, last.options);
      if (options) await start(last?.input, options).promise;
    },
    async cancel() {
      stop(true);
      if (state.kind === 'running') show(settled);
      else await discard(idOf(state));
    },
    reset() {
      newest += 1;
      unfollow();
      last = undefined;
      queued = [];
      settled = IDLE;
      show(IDLE);
    },
    drop() {
      stop(false);
      unfollow();
      users += 1;
      newest = 0;
      adopted.clear();
      last = undefined;
      queued = [];
      state = settled = IDLE;
    },
  };
}

function aborted(): Outcome {
  return { kind: 'failed', failure: new Failure(ABORTED, { effect: 'none' }) };
}

const idOf = (state: OperationState): string | undefined =>
  'entryId' in state ? state.entryId : undefined;
