import { TOO_LATE, within } from '../deadline/within.ts';
import { Failure, isFailure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { tellApp } from '../logging/web-tell.ts';
import { refuseUnless } from '../mistakes/defect.ts';
import { requireMethods } from '../mistakes/require-value.ts';
import { isStorable } from '../requests/is-storable.ts';
import type { StoredEvent } from '../telemetry/telemetry-store.ts';
import { createEventCounter } from './event-counter.ts';
import { MINUTE_MS, type RollupMeasure, type RollupStore } from './rollup.ts';
import { createRollupCounts } from './rollup-counts.ts';

export interface RollupsOptions {
  readonly store: Pick<RollupStore, 'add'>;
  /**
   * The names of all operations, pipelines, boundaries and handlers that pages report. Other names count as
   * `other`.
   * @default the first 200 identifiers of a day
   */
  readonly operations?: readonly string[];
  /** How often the counts go to the store, in milliseconds. @default 5_000 */
  readonly flushMs?: number;
  /** The most rows, and the most sessions, that wait for the store. @default 20_000 */
  readonly maxRows?: number;
  /** Takes samples, for example of the memory. Called before each flush. @default none */
  readonly sample?: () => void;
  /**
   * Gets the error when the store failed. The counts wait for the next flush. A failure whose `effect` is `unknown`
   * drops them, because the store may have them: `TIMEOUT` after 30 seconds, or `COMMIT_UNCERTAIN`. @default none
   */
  readonly onFailure?: (error: unknown) => void;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'schedule'>;
}

/** A line break separates names where several of them are one key. */
const isCountName = (name: string): boolean => isStorable(name) && !name.includes('\n');

/** A store that takes longer does not answer. */
const STORE_WITHIN_MS = 30_000;

export interface Counted {
  readonly measure: RollupMeasure;
  /** @default a measure of everything */
  readonly operation?: string;
  readonly detail?: string;
  readonly count?: number;
}

/** Counts of this server, on their way to the store. */
export interface Rollups {
  /**
   * Counts what the server itself knows, in this minute. The caller vouches for the names. Throws `DEFECT` for a count
   * that is no whole number, for a name that no database can keep, and for one with a line break.
   */
  count(counted: Counted): void;
  /** Counts events from a page, in the minute in which the server received them. */
  events(events: readonly StoredEvent[]): void;
  /**
   * How many counts this server has dropped since its start, because too many rows waited for the store or the store
   * may have them already.
   */
  dropped(): number;
  /** Stores the counts every few seconds from now on. */
  start(): void;
  /** Stores the counts up to now. Never rejects: counts that the store does not take wait for the next flush. */
  flush(): Promise<void>;
  /** Stores the rest, and stores no more. */
  stop(): Promise<void>;
}

/**
 * Counts by the minute what pages and the server report, so that alerts and reports never read single events.
 * Counts are in memory for a few seconds. A killed server loses these counts, but not its stored events.
 */
export function createRollups(options: RollupsOptions): Rollups {
  requireOptionsAlways('createRollups', options, {
    store: 'anything',
    operations: 'a list of texts?',
    flushMs: 'a number from 0 on?',
    maxRows: 'a whole number from 0 on?',
    sample: 'a function?',
    onFailure: 'a function?',
    platform: 'an object with now, schedule?',
  });

  const {
    store,
    operations,
    flushMs = 5_000,
    maxRows = 20_000,
    sample,
    onFailure,
    platform = webPlatform,
  } = options;
  requireMethods('createRollups', { store }, ['add'], 'a store such as `memoryRollupStore()`');
  const counts = createRollupCounts(maxRows);
  const countEvent = createEventCounter(counts, operations);
  let last: Promise<void> = Promise.resolve();
  let cancel: (() => void) | undefined;
  const storeRest = async (): Promise<void> => {
    tellApp(sample);
    const taken = counts.take();
    try {
      const adding = store.add(taken.rows, taken.affected);
      if ((await within(platform, STORE_WITHIN_MS, adding)) === TOO_LATE) {
        throw new Failure(catalogue.TIMEOUT, { effect: 'unknown' });
      }
    } catch (error) {
      // The store may have them, for example when the connection died while committing. It would count them twice.
      if (isFailure(error) && error.effect === 'unknown') counts.drop(taken);
      else counts.putBack(taken);
      tellApp(onFailure, error);
    }
  };
  const flush = (): Promise<void> => {
    last = last.then(storeRest);
    return last;
  };
  const goOn = (): void => {
    // A flush from before `stop` may still be under way, and goes on as `start` does.
    cancel?.();
    cancel = platform.schedule(flushMs, () => void flush().then(() => cancel && goOn()));
  };

  return {
    count({ measure, operation = '', detail = '', count = 1 }) {
      // The store would refuse it with all counts that wait beside it, at every flush.
      refuseUnless(
        Number.isSafeInteger(count) && [measure, operation, detail].every(isCountName),
        'createRollups: give `count` a whole number, and texts without U+0000, without a line break and without half of a letter.',
      );
      const minute = Math.floor(platform.now() / MINUTE_MS) * MINUTE_MS;
      counts.count({ minute, measure, operation, detail, release: '', count });
    },
    events(events) {
      for (const event of events) countEvent(event);
    },
    dropped: () => counts.dropped,
    start() {
      if (!cancel) goOn();
    },
    flush,
    stop() {
      cancel?.();
      cancel = undefined;
      return flush();
    },
  };
}
