import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Failure } from '@holdfast/core';
import { RATE_LIMITED, RESOURCE_EXHAUSTED } from '@holdfast/core/failures';
import { requireOptionsAlways } from '@holdfast/core/parts';
import { createFairQueue } from './fair-queue.ts';
import type { Hashing } from './hashing.ts';
import { workOf } from './scrypt-cost.ts';
import type { ScryptResult, ScryptTask } from './scrypt-task.ts';

export interface HashingOptions {
  /** How many hashes are made at once. @default one less than there are cores, at least 1, at most 4 */
  readonly workers?: number;
  /**
   * How many hashes may wait, counted in hashes of 2^15: cheaper ones count for less. At a quarter of a second
   * each, one worker has done them all after 16 s. When they are full, the caller with most of them makes room for
   * one with fewer. @default 64
   */
  readonly maxWaiting?: number;
  /** How many of these may wait for one caller. @default 40 */
  readonly maxWaitingOfCaller?: number;
  /** The server ends and replaces a worker that takes longer for one hash. @default 60_000 */
  readonly taskTimeoutMs?: number;
}

interface Settle {
  readonly resolve: (result: ScryptResult) => void;
  readonly reject: (reason: unknown) => void;
}

interface Job {
  readonly task: ScryptTask;
  readonly signal: AbortSignal | undefined;
  readonly settle: Settle;
  isSecondTry: boolean;
}

interface Running {
  readonly job: Job;
  readonly began: number;
  readonly timer: NodeJS.Timeout;
}

/** A place for one thread, and the task of the thread. */
interface Seat {
  worker?: Worker | undefined;
  running?: Running | undefined;
}

/**
 * Makes hashes in threads of their own, so that no other work waits behind a hash. A thread starts with its
 * first task, is replaced when it dies, and keeps no process alive while it is idle.
 */
export function createHashing(options: HashingOptions = {}): Hashing {
  requireOptionsAlways('createHashing', options, {
    workers: 'a whole number above 0?',
    maxWaiting: 'a number from 0 on?',
    maxWaitingOfCaller: 'a number from 0 on?',
    taskTimeoutMs: 'a number from 1 on?',
  });

  const {
    workers = Math.max(1, Math.min(4, os.availableParallelism() - 1)),
    maxWaiting = 64,
    maxWaitingOfCaller = 40,
    taskTimeoutMs = 60_000,
  } = options;
  const seats: readonly Seat[] = Array.from({ length: workers }, () => ({}));
  const queue = createFairQueue<Job>({
    ...{ most: maxWaiting, mostOfOne: maxWaitingOfCaller },
    displaced: ({ settle }) => settle.reject(exhausted()),
  });
  let isClosed = false;
  // A guess until the first task is done.
  let hashMs = 250;

  const retryAfterMs = (): number =>
    Math.max(1000, Math.ceil(((queue.weight + workers) * hashMs) / workers));
  const exhausted = (): Failure =>
    new Failure(RESOURCE_EXHAUSTED, { retryAfterMs: retryAfterMs() });

  const release = (seat: Seat): Running | undefined => {
    const { running } = seat;
    clearTimeout(running?.timer);
    seat.running = undefined;
    return running;
  };

  const sit = (seat: Seat): Worker => {
    const worker = startWorker();
    worker.on('message', (result: ScryptResult) => {
      const done = release(seat);
      worker.unref();
      if (!done) return;
      hashMs = (performance.now() - done.began) / weightOf(done.job.task);
      done.job.settle.resolve(result);
      pump();
    });
    // `exit` follows, and says all there is to know.
    worker.on('error', () => {});
    worker.on('exit', () => {
      seat.worker = undefined;
      const lost = release(seat)?.job;
      if (!lost) return;
      if (isClosed || lost.isSecondTry) lost.settle.reject(exhausted());
      else work(seat, Object.assign(lost, { isSecondTry: true }));
      pump();
    });
    return worker;
  };

  const work = (seat: Seat, job: Job): void => {
    const worker = (seat.worker ??= sit(seat));
    const timer = setTimeout(() => {
      job.isSecondTry = true;
      void worker.terminate();
    }, taskTimeoutMs);
    seat.running = { job, began: performance.now(), timer: timer.unref() };
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(job.task);
  };

  const pump = (): void => {
    if (isClosed) return;
    for (const seat of seats) {
      for (let job; !seat.running && (job = queue.next());) {
        if (job.signal?.aborted) job.settle.reject(job.signal.reason);
        else work(seat, job);
      }
    }
  };

  return {
    run: (task, { caller = '', signal } = {}) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw exhausted();
        const settle = { resolve, reject };
        const added = queue.add(
          { task, signal, settle, isSecondTry: false },
          { caller, weight: weightOf(task) },
        );
        if (added === 'full') throw exhausted();
        if (added === 'full-for-caller') {
          throw new Failure(RATE_LIMITED, { retryAfterMs: retryAfterMs() });
        }
        pump();
      }),
    async close() {
      isClosed = true;
      for (const { settle } of queue.clear()) settle.reject(exhausted());
      await Promise.all(seats.map(async ({ worker }) => worker?.terminate()));
    },
  };
}

const STANDARD = workOf({ log2Cost: 15, blockSize: 8, parallel: 3 });

/** How many hashes of 2^15 a task is worth. */
function weightOf(task: ScryptTask): number {
  return workOf(task.kind === 'hash' ? task.cost : task.costliest) / STANDARD;
}

/** Runs from the source, where files end in `.ts`, and from the built package. */
function startWorker(): Worker {
  const file = `./node-scrypt-worker${path.extname(new URL(import.meta.url).pathname)}`;
  return new Worker(new URL(file, import.meta.url));
}
