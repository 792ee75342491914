import { Failure, type RunOptions } from '@holdfast/core';
import { TIMEOUT } from '@holdfast/core/failures';
import {
  type StreamWatch,
  inTime,
  nextIncidentId,
  nextRequestId,
  nextSpan,
  onDemand,
  uuidV7,
  type LockPort,
  type Run,
  type StreamEvent,
  type StreamOutcome,
} from '@holdfast/core/parts';
import { decideTurn, type How } from './decide-turn.ts';
import { createEventFeed } from './event-feed.ts';
import { inLine } from './in-line.ts';
import { beginMs, stallMs } from './stream-limits.ts';
import type { KeptStream } from './kept-stream.ts';
import { createStreamKeeper, type StreamKeeperOptions } from './stream-keeper.ts';
import { outcomeOf } from './stream-outcome.ts';
import { isUnderWay } from './is-under-way.ts';
import { createStreamReader, type StreamReader } from './stream-reader.ts';
import type { StreamRules } from './stream-rules.ts';
import { cancelStream, runStream, type StreamRun } from './run-stream.ts';

export interface StreamSessionOptions
  extends
    Pick<StreamRun, 'runtime' | 'operation' | 'input'>,
    Pick<StreamKeeperOptions, 'owner' | 'slot' | 'drafts' | 'channel' | 'saveEveryMs'> {
  readonly rules: StreamRules;
  readonly locks: LockPort | undefined;
  /** How many events an iterator may be behind before the stream is held back. */
  readonly maxBehind: number;
  /** Holds the session while it reads or has listeners, so that the port makes no second one meanwhile. */
  readonly inUse: Set<StreamWatch>;
}

/** One stream of one owner in this tab: read here, or mirrored from the tab that reads it. */
export function createStreamSession(options: StreamSessionOptions): StreamWatch {
  const { runtime, operation, input, owner, slot, locks, inUse } = options;
  const { platform, identity, sink } = runtime;
  const rules = { ...options.rules, platform };
  const accept = rules.formats.map(({ mediaType }) => mediaType).join(', ');
  const reader = createStreamReader(rules);
  const { latest } = reader;
  const feed = createEventFeed<StreamEvent>(options.maxBehind);
  let key: string | undefined;
  // One generation is one trace, whichever run reads it.
  let trace: string | undefined;
  let turn: Promise<void> | undefined;
  let leaving = new AbortController();
  let isReading = false;
  // True also while this tab still looks up the stored text.
  let hasTurn = false;
  let isWatched = false;
  let isInLine = false;
  /** The callers that wait for this turn and have not aborted. */
  let callers = 0;

  const keeper = createStreamKeeper(
    {
      ...{ ...options, platform },
      isReading: () => hasTurn,
      unsaved: (failure) =>
        sink?.({
          ...{ type: 'draft.changed', at: platform.now(), draft: operation.name },
          ...{ state: 'unsaved', failure: failure.toJSON() },
        }),
    },
    () => (key === undefined ? undefined : { key, location: reader.location(), state: latest() }),
  );
  let told = latest().kind;
  reader.subscribe(() => {
    if (!isReading) return;
    keeper.save();
    if (told !== latest().kind) void keeper.flush();
    told = latest().kind;
  });

  function adopt(kept: KeptStream | undefined): void {
    if (!kept || isReading) return;
    key = kept.key;
    reader.show(kept.state, kept.location);
    // The tab that reads it may die, or has died already.
    if (isWatched && isUnderWay(kept.state)) void take('take-over');
  }

  const watched = onDemand(reader, () => {
    isWatched = true;
    inUse.add(session);
    const leave = keeper.mirror(adopt);
    void keeper.load().then(adopt);
    return () => {
      isWatched = false;
      inUse.delete(session);
      leave();
      if (isInLine) leaving.abort();
    };
  });

  /** The names of one run: its trouble, its request, its trace, and the user it runs as. */
  function namesOf(incidentId: string): Omit<Run, 'key'> {
    trace ??= nextSpan();
    return {
      ...{ incidentId, requestId: nextRequestId(), traceparent: trace },
      owner: owner === '' ? undefined : owner,
    };
  }

  async function read(
    how: How,
    { key: given, traceparent }: RunOptions,
    incidentId: string,
  ): Promise<void> {
    adopt(await keeper.load());
    const wasUnderWay = isUnderWay(latest());
    const known = key;
    const line = {
      ...{ locks, platform, signal: leaving.signal, isRead: keeper.isRead },
      ...{ name: `holdfast.stream:${JSON.stringify([owner, slot])}`, patienceMs: stallMs(rules) },
    };
    await inLine(line, async () => {
      isInLine = false;
      hasTurn = true;
      adopt(await keeper.load());
      // A stream that was under way when this tab got in line, or has begun since, is the one to join.
      const what = decideTurn(latest(), how, wasUnderWay || key !== known);
      if (!what || leaving.signal.aborted) return;
      isReading = true;
      const state = latest();
      if (what === 'begin') {
        if (state.kind === 'interrupted') await keeper.supersede();
        // A stream that the server may have begun under a key is not begun again under another key.
        const isDoubtful = state.kind === 'failed' && state.failure.effect !== 'none';
        key = given ?? (isDoubtful ? key : undefined) ?? uuidV7(platform);
        trace = nextSpan(traceparent);
      }
      const run = {
        ...namesOf(incidentId),
        ...{ key, signal: leaving.signal },
      };
      const leave = watched.subscribe(() => {});
      feed.open();
      leaving.signal.addEventListener('abort', feed.close);
      await runStream(reader, what, { runtime, operation, input, accept, run, heard: feed.push });
      feed.close();
      keeper.save();
      await keeper.flush();
      isReading = false;
      leave();
    });
    hasTurn = false;
  }

  function begin(how: How, given: RunOptions, incidentId: string): Promise<void> {
    leaving = new AbortController();
    callers = 0;
    const leaveIfForeign = (): void => {
      if ((identity.getSnapshot()?.subject ?? '') !== owner) leaving.abort();
    };
    isInLine = how === 'take-over';
    const undo = [
      identity.subscribe(leaveIfForeign),
      isInLine ? undefined : watched.subscribe(() => {}),
    ];
    return read(how, given, incidentId).finally(() => {
      turn = undefined;
      for (const one of undo) one?.();
    });
  }

  /** Begins a turn, or joins it. A caller that aborts leaves the turn, and the last caller that leaves ends it. */
  function take(
    how: How,
    given: RunOptions = {},
    incidentId: string = nextIncidentId(),
  ): Promise<void> {
    const mine = (turn ??= begin(how, given, incidentId));
    const { signal } = given;
    callers += 1;
    if (!signal) return mine;
    return new Promise((resolve) => {
      const leave = (): void => {
        callers -= 1;
        if (callers > 0) resolve();
        else leaving.abort();
      };
      signal.addEventListener('abort', leave);
      if (signal.aborted) leave();
      const over = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      mine.then(over, over);
    });
  }

  /** The address of the stream. Waits for the answer to its beginning when that is still missing. */
  async function located(): Promise<string | undefined> {
    const location = reader.location();
    if (location !== undefined || !isUnderWay(latest())) return location;
    await changeOf(reader);
    return located();
  }

  async function walk(how: How, given: RunOptions = {}): Promise<StreamOutcome<unknown>> {
    const incidentId = nextIncidentId();
    const since = platform.monotonic();
    const named = { operation: operation.name, incidentId };
    sink?.({ type: 'operation.started', at: platform.now(), kind: 'stream', ...named });
    // A turn that only waits for another tab to die does not keep this one from beginning.
    if (!isUnderWay(latest())) await turn;
    await take(how, given, incidentId);
    const receipts = runtime.budget?.receipts.getSnapshot();
    const outcome = outcomeOf(
      latest(),
      receipts?.find((one) => one.key === key),
    );
    const state = latest();
    sink?.({
      ...{ type: 'operation.settled', at: platform.now(), ...named, outcome: outcome.kind },
      durationMs: platform.monotonic() - since,
      ...('failure' in outcome && { failure: outcome.failure.toJSON() }),
      ...('notResumed' in state && { notResumed: state.notResumed }),
    });
    return outcome;
  }

  const session: StreamWatch = {
    getSnapshot: watched.getSnapshot,
    subscribe: watched.subscribe,
    [Symbol.asyncIterator]: feed.iterate,
    start: (given) => walk('start', given),
    resume: (given) => walk('resume', given),
    abort: () => leaving.abort(),
    async cancel() {
      const location = await located();
      if (location === undefined) return;
      const run = { ...namesOf(nextIncidentId()), key: undefined };
      const cancelled = cancelStream(runtime, operation, location, run);
      await inTime(platform, beginMs(rules), cancelled, () => {
        throw new Failure(TIMEOUT);
      });
      // The last events of the stream tell its cost.
      const state = latest();
      if (state.kind === 'interrupted' && state.resumable) await take('resume');
    },
    forget: keeper.forget,
  };
  return session;
}

function changeOf(reader: StreamReader<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const leave = reader.subscribe(() => {
      leave();
      resolve();
    });
  });
}
