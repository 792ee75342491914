import { requireOptions } from '#options';
import type { Connectivity } from '../../connectivity/connectivity.ts';
import { createCell } from '../../observable/cell.ts';
import type { Observable } from '../../observable/observable.ts';
import { onDemand } from '../../observable/on-demand.ts';
import type { OperationState } from '../operation-state.ts';
import type { ReadOperation } from '../operation.ts';
import type { ReadOutcome } from '../outcome.ts';
import { createAlarm } from '../../platform/alarm.ts';
import {
  nextReadProgress,
  UNREAD,
  type ReadProgress,
  type ReadRuns,
  type ReadProgressEvent,
} from './read-progress-state.ts';
import type { Holdfast, InputArguments } from '../../runtime/create-holdfast.ts';
import type { Failure } from '../../failures/failure.ts';
import { isProbed } from '../../connectivity/probed.ts';
import { scout } from './scouts.ts';
import type { RunOptions } from '../../runtime/run.ts';
import { settledRun } from '../../runtime/settled-run.ts';
import { placeInLine } from './wake-line.ts';
import { NEVER_WOKEN, waitToWake, woken } from './wake-state.ts';
import { followOutdating } from './follow-outdating.ts';

export interface ReadWatchOptions {
  /**
   * `followed`: a write that names this read in `invalidates` refreshes it when the outbox got the write through, and
   * when the server refused the write because another version was saved first.
   * `ignored`: it does not, for a caller that follows the entries itself. @default 'followed'
   */
  readonly entries?: 'followed' | 'ignored';
  /** With `signed-in` the read sends nothing and stays `idle` while no user is signed in. @default 'always' */
  readonly when?: 'always' | 'signed-in';
  /**
   * A listener that takes over from another makes no read while the last live answer is younger than this, in
   * milliseconds. A listener takes over when it comes within a second after the last one left. Later it reads, because
   * without a listener nothing tells the watch of a write that changes the answer. @default 0: the first listener always
   * reads
   */
  readonly freshForMs?: number;
}

/** React unsubscribes and subscribes again within one commit, which can take this long on a slow device. */
const TAKE_OVER_MS = 1000;

export interface ReadWatch<T> extends Observable<OperationState<T>> {
  /** Reads, or joins the read that is under way. Resolves when that has come back, also when it failed. */
  load(): Promise<void>;
  /** Resolves when a read that started after this call has come back; calls meanwhile share it. */
  refresh(): Promise<void>;
  /** The count of the reads so far. A slice learns from it whether a read began after a write took effect. */
  runs(): ReadRuns;
}

/**
 * Keeps a read up to date while it has a listener. It reads when the first listener subscribes, when the network
 * comes back, when another user signs in, and after each write that names it in `invalidates` took effect through
 * the outbox, or was refused because another version was saved first. While it asks, its state carries the answer that
 * the device keeps, if the operation has `staleIfErrorMs`. A read that failed for a reason that may pass asks again by
 * itself; see `scout`. Without a listener it sends nothing by itself. It never shows one user's value to another user.
 */
export function watchRead<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  holdfast: Pick<Holdfast, 'run' | 'identity' | 'connectivity' | 'platform' | 'outbox'>,
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
  ...[input, { entries = 'followed', when = 'always', freshForMs = 0 } = {}]: InputArguments<
    TInput,
    ReadWatchOptions
  >
): ReadWatch<TOutput> {
  requireOptions<ReadWatchOptions>(
    'watchRead',
    { entries, when, freshForMs },
    {
      entries: 'one of followed, ignored?',
      when: 'one of always, signed-in?',
      freshForMs: 'a number from 0 on?',
    },
  );

  const { identity, connectivity, platform, outbox } = holdfast;
  const run = holdfast.run as (
    operation: unknown,
    input: unknown,
    options: RunOptions,
  ) => Promise<ReadOutcome<TOutput>>;
  const ownerNow = (): string | undefined => identity.getSnapshot()?.subject;
  const progress = createCell<ReadProgress<TOutput>>(UNREAD);
  let owner = ownerNow();
  let underWay: Promise<void> | undefined;
  let behind: Promise<void> | undefined;
  let caller: AbortController | undefined;
  let wakes = NEVER_WOKEN;
  const alarm = createAlarm(platform, () => look());
  let wasOffline = false;
  let isListened = false;
  let stopScouting: (() => void) | undefined;
  /** When the last listener left, on the monotonic clock. */
  let leftAt = -Infinity;
  /** Whether the read failed while a server answered: then the answer to a probe brings no news. */
  let isAlone = false;
  // On the monotonic clock: every automatic repetition keeps to the wait that the server asked for.
  let notBefore = 0;

  const send = (event: ReadProgressEvent<TOutput>): void =>
    progress.set(nextReadProgress(progress.getSnapshot(), event));

  const dropIfForeign = (): void => {
    if (owner === ownerNow()) return;
    owner = ownerNow();
    underWay = behind = undefined;
    caller?.abort();
    caller = undefined;
    lookOut();
    send({ type: 'dropped' });
  };

  const isEmpty = (): boolean => progress.getSnapshot().state.value === undefined;
  const start = (fresh: boolean): Promise<void> => {
    const number = progress.getSnapshot().started + 1;
    const { signal } = (caller ??= new AbortController());
    const onKept = (value: unknown, at: number): void => {
      const isMine = !signal.aborted && owner === ownerNow();
      if (isMine) send({ type: 'kept', run: number, value: value as TOutput, at });
    };
    const options = isEmpty() ? { signal, fresh, onKept } : { signal, fresh };
    const read = async (): Promise<void> => {
      const outcome = await settledRun(() => run(operation, input, options));
      if (underWay === running) underWay = undefined;
      const failure = 'failure' in outcome ? outcome.failure : undefined;
      notBefore = platform.monotonic() + (failure?.retryAfterMs ?? 0);
      dropIfForeign();
      if (signal.aborted) return;
      lookOut(failure);
      send({ type: 'settled', run: number, at: platform.now(), outcome });
    };
    const running = read();
    underWay = running;
    send({ type: 'started', run: number, at: platform.now() });
    return running;
  };
  /** A failed read asks again by itself, unless asking cannot help, or a probe finds out when the server answers. */
  const lookOut = (failure?: Failure): void => {
    isAlone = connectivity.getSnapshot() === 'online';
    if (!isListened || !failure || failure.retry === 'never' || operation.cost) {
      stopScouting?.();
      stopScouting = undefined;
    } else {
      stopScouting ??= scout(connectivity, platform, () => {
        if (!isAlone && isProbed(connectivity)) return;
        const waitMs = notBefore - platform.monotonic();
        if (waitMs > 0) alarm.set(waitMs);
        else void load();
      });
    }
  };
  const mayAsk = (): boolean => when === 'always' || ownerNow() !== undefined;
  const ask = (fresh: boolean): Promise<void> => {
    dropIfForeign();
    return mayAsk() ? (underWay ?? start(fresh)) : Promise.resolve();
  };
  const load = (): Promise<void> => ask(false);
  const refresh = (): Promise<void> => {
    dropIfForeign();
    if (!underWay) return ask(true);
    behind ??= underWay.then(() => {
      behind = undefined;
      return ask(true);
    });
    return behind;
  };

  const connect = (): (() => void) => {
    isListened = true;
    let believed = connectivity.getSnapshot();
    const leave = [
      identity.subscribe(() => void load()),
      connectivity.subscribe(() => {
        const now = connectivity.getSnapshot();
        wasOffline ||= now === 'offline';
        if (isReconnect(believed, now)) wake();
        believed = now;
      }),
      entries === 'followed' &&
        outbox &&
        followOutdating(outbox, operation.name, ownerNow, () => void refresh()),
    ];
    if (!isFresh()) void load();
    return () => {
      isListened = false;
      alarm.clear();
      lookOut();
      wasOffline = false;
      leftAt = platform.monotonic();
      for (const undo of leave) if (undo) undo();
    };
  };
  const isFresh = (): boolean => {
    const { state } = progress.getSnapshot();
    const isOwn = owner === ownerNow() && state.kind === 'live';
    // The wall clock may have been set back.
    const isTakenOver = platform.monotonic() - leftAt < TAKE_OVER_MS;
    return isOwn && isTakenOver && Math.abs(platform.now() - state.at) < freshForMs;
  };
  const mayBeOld = (): boolean => wasOffline || !isLive();
  // Each read waits for its own turn, which comes later each time. The answer to another request proves little
  // about this read, and a network that comes and goes all the time proves nothing.
  const wake = (): void => {
    if (alarm.isSet() || underWay || !mayBeOld()) return;
    const waitMs = Math.max(
      notBefore - platform.monotonic(),
      waitToWake(wakes, platform.monotonic(), platform.random),
      placeInLine(connectivity, platform),
    );
    if (waitMs > 0) alarm.set(waitMs);
    else look();
  };
  const look = (): void => {
    alarm.clear();
    // If the connection was lost again meanwhile, its return wakes the read again.
    if (!isHopeful(connectivity.getSnapshot()) || !mayBeOld()) return;
    wasOffline = false;
    wakes = woken(wakes, platform.monotonic());
    void load();
  };
  // A live value is read again only after the device was offline. Otherwise a read that always fails and two reads
  // that always succeed would wake each other for ever.
  const isLive = (): boolean => progress.getSnapshot().state.kind === 'live';

  const watched = onDemand(progress, connect);
  return {
    subscribe: watched.subscribe,
    getSnapshot: () => (owner === ownerNow() ? progress.getSnapshot() : UNREAD).state,
    load,
    refresh,
    runs: progress.getSnapshot,
  };
}

function isReconnect(before: Connectivity, now: Connectivity): boolean {
  // Without a probe, this read may be the only way to find out whether a returned network works.
  return (now === 'online' && before !== 'online') || (now === 'unknown' && before === 'offline');
}

function isHopeful(state: Connectivity): boolean {
  return state === 'online' || state === 'unknown';
}
