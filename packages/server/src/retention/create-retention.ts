import {
  createAlarm,
  type Platform,
  sleep,
  webPlatform,
  requireOptionsAlways,
} from '@holdfast/core/parts';
import { tellApp } from '../logging/web-tell.ts';
import { inTime } from '../deadline/in-time.ts';
import { advanceClock } from './clock-state.ts';
import type { RetentionStore } from './retention-store.ts';
import type { RetentionTask } from './retention-task.ts';
import {
  requireFunction,
  requireMethods,
  requireNumbers,
  requireText,
} from '../mistakes/require-value.ts';

export interface RetentionOptions {
  readonly store: RetentionStore;
  readonly tasks: readonly RetentionTask[];
  /** How often retention looks for old rows, in milliseconds. @default one hour */
  readonly everyMs?: number;
  /** How often retention stores its clock. After a crash, the time since then does not count. @default 600_000 */
  readonly saveMs?: number;
  /** How many rows one step removes. @default 1000 */
  readonly batch?: number;
  /** The pause between two steps, so that requests get their turn. @default 20 */
  readonly pauseMs?: number;
  /**
   * Receives a task that failed and its error, which is `TIMEOUT` for a step that takes longer than five minutes. The
   * next tasks run all the same. @default none
   */
  readonly report?: (thrown: unknown, task: string) => void;
  /** Receives the number of removed rows. @default none */
  readonly removed?: (task: string, count: number) => void;
  /** @default the ambient platform */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'schedule'>;
}

/** Removes old rows at the start and every hour, in small steps. */
export interface Retention {
  /** Reads the stored clock, then begins to remove old rows. Never rejects. */
  start(): Promise<void>;
  /**
   * The time of the retention clock, in whole milliseconds. Pass it as `now` to the function that gives the rows of a
   * task their time, such as `createIdempotency`. It never goes back and passes at half to twice the speed of time.
   * So retention keeps a row for at least half of its span while the server runs, even if the wall clock jumps.
   */
  now(): number;
  /** Looks for old rows now. Resolves when they are removed; never rejects. */
  run(): Promise<void>;
  /** Begins no further step, stores the clock, and resolves when the current step is done. Never rejects. */
  stop(): Promise<void>;
}

const HOUR_MS = 3_600_000;
/** A step, or a look at the clock, that takes longer does not end. */
const STEP_WITHIN_MS = 300_000;
const CLOCK_WITHIN_MS = 30_000;

export function createRetention(options: RetentionOptions): Retention {
  requireOptionsAlways('createRetention', options, {
    store: 'anything',
    tasks: 'a list',
    everyMs: 'a number from 1 on?',
    saveMs: 'a number from 1 on?',
    batch: 'a whole number above 0?',
    pauseMs: 'a number from 0 on?',
    report: 'a function?',
    removed: 'a function?',
    platform: 'an object with now, monotonic, schedule?',
  });

  const {
    store,
    tasks,
    everyMs = HOUR_MS,
    saveMs = 600_000,
    batch = 1000,
    pauseMs = 20,
    report,
    removed,
    platform = webPlatform,
  } = options;
  requireMethods(
    'createRetention',
    { store },
    ['load', 'save'],
    'a store of its clock, such as `memoryRetentionStore()` or `sqlRetentionStore(database)`',
  );
  for (const { name, spanMs, prune: step } of tasks) {
    requireText('A task of createRetention', { name }, 'the log names the task when it fails');
    requireNumbers(`The task ${name} of createRetention`, { spanMs });
    requireFunction(`The task ${name} of createRetention`, { prune: step });
  }
  let clock: number | undefined;
  let readAt = 0;
  let ranAt = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let running: Promise<void> | undefined;
  const alarm = createAlarm(platform, () => void tick());

  const now = (): number => {
    if (clock === undefined) return Math.floor(platform.now());
    const at = platform.monotonic();
    clock = advanceClock(clock, at - readAt, platform.now());
    readAt = at;
    // The clock itself keeps the parts, or many short looks would make it stand still.
    return Math.floor(clock);
  };
  const setClock = (to: number): void => {
    clock = Math.max(clock ?? to, to);
    readAt = platform.monotonic();
  };

  /** The wall clock of a first start proves only that the time is no later than it shows. */
  async function firstClock(): Promise<number> {
    const newest = await Promise.all(tasks.map(async (task) => task.newest?.()));
    const proven = newest.filter((time) => time !== undefined);
    return proven.length === 0 ? platform.now() : Math.min(platform.now(), Math.max(...proven));
  }

  const clockInTime = <T>(work: Promise<T>): Promise<T> => inTime(platform, CLOCK_WITHIN_MS, work);

  /** Stores the clock, and takes over a later time of other servers. Returns whether it could. */
  async function keepClock(): Promise<boolean> {
    try {
      if (clock === undefined)
        setClock((await clockInTime(store.load())) ?? (await clockInTime(firstClock())));
      setClock(await clockInTime(store.save(now())));
      return true;
    } catch (error) {
      tellApp(report, error, 'clock');
      return false;
    }
  }

  async function prune({ name, spanMs, prune: step }: RetentionTask): Promise<void> {
    let total = 0;
    try {
      for (;;) {
        // A row that is young by either clock stays. Whole, because a database keeps whole milliseconds; elapsed time
        // has parts of them.
        const at = Math.floor(Math.min(now(), platform.now()));
        const count = await inTime(platform, STEP_WITHIN_MS, step(at - spanMs, batch, at));
        total += count;
        if (count < batch || isStopped) break;
        await sleep(platform, pauseMs);
      }
    } catch (error) {
      tellApp(report, error, name);
    }
    if (total > 0) tellApp(removed, name, total);
  }

  async function runAll(): Promise<void> {
    if (!(await keepClock())) return;
    ranAt = platform.monotonic();
    for (const task of tasks) {
      if (isStopped) return;
      await prune(task);
    }
  }

  const run = (): Promise<void> => {
    if (isStopped) return running ?? Promise.resolve();
    running ??= runAll().finally(() => (running = undefined));
    return running;
  };

  async function tick(): Promise<void> {
    if (platform.monotonic() - ranAt >= everyMs) await run();
    else await keepClock();
    if (!isStopped) alarm.set(Math.min(saveMs, everyMs));
  }

  return {
    now,
    run,
    async start() {
      await keepClock();
      void tick();
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      alarm.clear();
      await running;
      if (clock !== undefined) await keepClock();
    },
  };
}
