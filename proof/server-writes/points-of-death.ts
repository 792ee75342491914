import { Worker } from 'node:worker_threads';
import type { Dialect, Driver } from 'kysely';

/** The points of a write at which a server can die, in their order. */
export const POINTS = ['claim', 'work', 'commit', 'answer'] as const;
export type Point = (typeof POINTS)[number];

const LONGEST_COMMIT_US = 3000;

/** Kills the process when it comes to a point for the given time, and does nothing at every other point. */
export function createReaper(
  point: string,
  arrival: number,
  delayShare: number,
): (here: Point) => void {
  const killer = point === 'commit' ? startKiller(delayShare * LONGEST_COMMIT_US) : undefined;
  let arrivals = 0;
  return (here) => {
    if (here !== point || (arrivals += 1) !== arrival) return;
    // A commit is one step of this thread or of another process, so another thread kills the process during
    // it.
    if (killer) killer();
    else process.kill(process.pid, 'SIGKILL');
  };
}

/** A thread that kills the process this many microseconds after it gets the message. */
function startKiller(delayUs: number): () => void {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(
    `const { workerData: { signal, delayUs } } = require('node:worker_threads');
     Atomics.wait(signal, 0, 0);
     const end = performance.now() + delayUs / 1000;
     while (performance.now() < end);
     process.kill(process.pid, 'SIGKILL');`,
    { eval: true, workerData: { signal, delayUs } },
  );
  thread.unref();
  return () => {
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
}

/** The same dialect. It calls back when each commit begins. */
export function onCommit(dialect: Dialect, act: () => void): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (database) => dialect.createIntrospector(database),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver() {
      const driver: Driver = dialect.createDriver();
      const commit = driver.commitTransaction.bind(driver);
      return Object.assign(driver, {
        commitTransaction: (...connection: Parameters<typeof commit>) => {
          act();
          return commit(...connection);
        },
      });
    },
  };
}
