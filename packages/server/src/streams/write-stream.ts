import { type Failure, isFailure } from '@holdfast/core';
import { createAlarm, type Platform, sleep, toProblem } from '@holdfast/core/parts';
import { dispositionOfFailure } from '../idempotency/idempotency-state.ts';
import { createGathering } from './gather-events.ts';
import { endsStream, type NewEvent } from './new-event.ts';
import { eventsOf, requireEvent, sizeOf } from './require-event.ts';
import type { StreamLog } from './stream-log.ts';
import { tooLong } from './wire-bytes.ts';

/**
 * Produces the events of a stream. Returning without `done` means it is done. For an event of more than 1 MiB, or one
 * that makes the stream too long, the server throws `BODY_TOO_LARGE` or `QUOTA_EXCEEDED` into the generator. The
 * stream ends with that failure, and keeps all text before it.
 */
export type Generate = (context: {
  readonly id: string;
  /** Aborts when no reader wants the rest, or the server cannot store it: stop the bill. */
  readonly signal: AbortSignal;
}) => AsyncIterable<NewEvent>;

export interface WriteStreamOptions {
  readonly log: StreamLog;
  readonly id: string;
  readonly writer: string;
  readonly estimateMicros: number | undefined;
  readonly generate: Generate;
  readonly leaseMs: number;
  /** The reason why so many more bytes may not be written; `undefined` when they may. */
  readonly refuseBytes: (bytes: number) => Failure | undefined;
  readonly platform: Pick<Platform, 'now' | 'monotonic' | 'schedule'>;
  /** Receives the error that a generator, or the log under it, threw. */
  readonly report: (thrown: unknown, id: string) => void;
}

export interface StreamWriter {
  /** Settles, never rejects, when nothing more will be written. */
  readonly finished: Promise<void>;
  /** Stops the generator, because no reader wants the rest or because this server is about to stop. */
  stop(reason: 'cancelled' | 'server-stopping'): void;
}

const AGAIN_MS = 200;

/** Whether the log certainly took nothing, and may take it later. */
function changedNothing(error: unknown): boolean {
  return isFailure(error) && error.effect === 'none' && error.retry !== 'never';
}

/** Runs a generator, writes its events one by one, and renews its lease in the log. */
export function writeStream(options: WriteStreamOptions): StreamWriter {
  const { log, id, writer, estimateMicros, generate, leaseMs, refuseBytes, platform, report } =
    options;
  const stopped = new AbortController();
  let isOver = false;

  const appendOnce = async (events: readonly NewEvent[], leaseUntil?: number): Promise<void> => {
    // Each written event checks for a timer that the host has lost.
    if (!isOver) renewal.set(leaseMs / 3);
    const at = platform.now();
    const by = { as: 'writer', writer, at, leaseUntil: leaseUntil ?? at + leaseMs } as const;
    if (!(await log.append(id, events, by))) stopped.abort('lost');
  };
  /**
   * Tries again for half of a lease what the log certainly did not take. A database that restarts would end every
   * stream, and each has cost money.
   */
  const append = async (events: readonly NewEvent[], leaseUntil?: number): Promise<void> => {
    const endsAt = platform.monotonic() + leaseMs / 2;
    for (;;) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- again until it is written
        await appendOnce(events, leaseUntil);
        return;
      } catch (error) {
        const isInTime = platform.monotonic() + AGAIN_MS < endsAt;
        if (!isInTime || stopped.signal.aborted || !changedNothing(error)) throw error;
        // oxlint-disable-next-line no-await-in-loop -- the wait before the next try
        await sleep(platform, AGAIN_MS, stopped.signal).catch(() => {
          throw error;
        });
      }
    }
  };
  const gathering = createGathering((events) =>
    append(events).catch((error: unknown) => {
      report(error, id);
      stopped.abort('server-failed');
      throw error;
    }),
  );

  const renewal = createAlarm(platform, () => {
    appendOnce([]).catch((error: unknown) => report(error, id));
  });

  async function run(): Promise<void> {
    void gathering.add({
      type: 'start',
      id,
      ...(estimateMicros !== undefined && { estimateMicros }),
    });
    const ending = await produce();
    const { reason } = stopped.signal;
    // Its end has been written already.
    if (reason === 'cancelled' || reason === 'lost') return;
    const kept = await gathering.settle().then(
      () => true,
      () => false,
    );
    if (!kept) await append([{ type: 'interrupted', reason: 'server-failed' }]);
    else if (ending) await append([ending]);
    // No writer goes on after a stop, so the next one need not wait for the end of the lease.
    else await append([{ type: 'interrupted', reason: 'server-stopping' }], 0);
  }

  function refuse(event: NewEvent): Failure | undefined {
    const bytes = sizeOf(event);
    return tooLong(event, bytes) ?? refuseBytes(bytes);
  }

  /** Takes the events of the generator, and says how it ended; `undefined` when it was stopped. */
  async function produce(): Promise<NewEvent | undefined> {
    const { signal } = stopped;
    let giveUp: (() => void) | undefined;
    signal.addEventListener('abort', () => giveUp?.());
    try {
      const iterator = eventsOf(generate({ id, signal }));
      for (;;) {
        // A generator may ignore its signal. The server does not wait for it.
        const step = await new Promise<IteratorResult<unknown> | undefined>((resolve, reject) => {
          giveUp = () => resolve(undefined);
          if (signal.aborted) resolve(undefined);
          else iterator.next().then(resolve, reject);
        });
        if (!step) {
          iterator.return?.()?.catch(() => {});
          return undefined;
        }
        if (step.done) return { type: 'done' };
        const event: unknown = step.value;
        let refusal: Failure | undefined;
        try {
          requireEvent(event);
          refusal = refuse(event);
        } catch (mistake) {
          throwInto(iterator, mistake);
          throw mistake;
        }
        if (refusal) {
          report(refusal, id);
          stopped.abort('refused');
          throwInto(iterator, refusal);
          return { type: 'error', problem: toProblem(refusal) };
        }
        if (endsStream([event])) {
          // A generator may hang while it cleans up. The stream has ended, and does not wait for that.
          iterator.return?.()?.catch((error: unknown) => report(error, id));
          return event;
        }
        await gathering.add(event);
      }
    } catch (error) {
      if (signal.aborted) return undefined;
      report(error, id);
      return isFailure(error) && dispositionOfFailure(error) === 'keep-refusal'
        ? { type: 'error', problem: toProblem(error) }
        : { type: 'interrupted', reason: 'generator-failed' };
    }
  }

  const finished = run()
    .catch((error: unknown) => report(error, id))
    .finally(() => {
      isOver = true;
      renewal.clear();
      stopped.abort('over');
    });
  return { finished, stop: (reason) => stopped.abort(reason) };
}

/** Lets a generator know why it is ended. It may clean up. The stream does not wait for that, and takes nothing more. */
function throwInto(iterator: AsyncIterator<unknown>, failure: unknown): void {
  const told = async (): Promise<void> => {
    const step = await iterator.throw?.(failure);
    if (step?.done !== true) await iterator.return?.();
  };
  told().catch(() => {});
}
