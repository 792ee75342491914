import { limitKey } from '../limits/limit-key.ts';
import { Failure, isFailure } from '@holdfast/core';
import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { createBatches } from '../limits/create-batches.ts';
import { createLeasedWindow, type LeasedWindow } from '../limits/leased-window.ts';
import { createRecentKeys } from '../limits/recent-keys.ts';
import type { RateLimitStore } from '../limits/rate-limit-store.ts';
import type { RequestLimit, RateLimitDecision } from '../limits/window-state.ts';
import { tellApp } from '../logging/web-tell.ts';
import { databaseOf } from './database-of.ts';
import type { LimitTables } from './limit-table.ts';
import { createReserveInRows } from './reserve-in-rows.ts';
import { TOO_LATE, within } from '../deadline/within.ts';

export interface SqlLimitStoreOptions {
  /** How long the database may take for a decision; then this server decides alone. @default 2000 */
  readonly timeoutMs?: number;
  /** How long this server decides alone before it asks the database again. @default 1000 */
  readonly retryMs?: number;
  /** How many keys this server remembers. It asks the database about a key that it has forgotten. @default 100_000 */
  readonly maxKeys?: number;
  /** Receives the error when the database did not answer, once for each attempt. @default none */
  readonly onFailure?: (error: unknown) => void;
  /** @default the database's own clock, so that servers whose clocks differ count one window */
  readonly platform?: Pick<Platform, 'now' | 'monotonic'>;
}

/**
 * Counts in a database (see `createLimitTable`), SQLite or PostgreSQL. All servers that share it together let no more
 * through than the limit.
 *
 * A server does not ask the database for each request. It leases a quarter of the places that are free in a key's
 * window for a quarter of the window, and gives them out by itself. With fewer than eight places free it asks for
 * every request. It repeats a refusal by itself for a second at most. Meanwhile this server cannot use the places
 * that another server has leased and not used: at most a quarter of the places free then, for at most 1¼ windows, and
 * no longer than until that server asks for the same key again.
 *
 * When the database cannot be reached, the server calls `onFailure` and counts alone in its memory, so that each
 * server lets the limit through. It reports its counts once the database answers.
 */
export function sqlLimitStore<TDatabase>(
  database: Kysely<TDatabase>,
  options: SqlLimitStoreOptions = {},
): RateLimitStore {
  requireOptionsAlways('sqlLimitStore', options, {
    timeoutMs: 'a number above 0?',
    retryMs: 'a number from 0 on?',
    maxKeys: 'a whole number above 0?',
    onFailure: 'a function?',
    platform: 'an object with now, monotonic?',
  });

  const { timeoutMs = 2000, retryMs = 1000, maxKeys = 100_000, onFailure, platform } = options;
  const databaseClock = databaseOf('sqlLimitStore', database).clock;
  const limits = database as unknown as Kysely<LimitTables>;
  const { monotonic } = platform ?? webPlatform;
  // Whole milliseconds, rounded up so that no request seems older than it is.
  const clock = (): RawBuilder<number> =>
    platform ? sql<number>`cast(${Math.ceil(platform.now())} as double precision)` : databaseClock;
  const reserveInRows = createReserveInRows(limits, clock);
  const known = createRecentKeys<Known>(maxKeys);
  const forget = (most: number): void => {
    const now = monotonic();
    known.forget(({ window, asking }) => !asking && window.isOver(now), most);
  };
  let isDown = false;
  let aloneUntil = -Infinity;
  const alone = (batch: readonly Asked[]): ReadonlyMap<string, RateLimitDecision> => {
    const now = monotonic();
    return new Map(batch.map(({ name, limit, window }) => [name, window.decideAlone(now, limit)]));
  };

  /** Asks for several keys at once. The caller repeats the question for a key that is missing in the result. */
  const ask = async (batch: readonly Asked[]): Promise<ReadonlyMap<string, RateLimitDecision>> => {
    const now = monotonic();
    const rows = batch.map(({ name, limit, window }) => ({
      name,
      limit,
      report: (at: number) => window.report(now, at),
    }));
    const reservations = await within(webPlatform, timeoutMs, reserveInRows(rows));
    if (reservations === TOO_LATE) throw new Failure(catalogue.DATABASE_UNREACHABLE);
    const decisions = new Map<string, RateLimitDecision>();
    for (const { name, limit, window } of batch) {
      const reservation = reservations.get(name);
      if (!reservation) continue;
      window.learn(now, limit, reservation);
      decisions.set(name, reservation.decision);
    }
    return decisions;
  };

  // Keys of requests that come during a question go into the next one.
  const askInBatches = createBatches({
    most: MOST_AT_ONCE,
    async ask(batch: readonly Asked[]) {
      if (monotonic() < aloneUntil) return alone(batch);
      // One batch finds out whether the database is back. Other requests do not wait for that.
      if (isDown) aloneUntil = monotonic() + timeoutMs;
      try {
        const decisions = await ask(batch);
        isDown = false;
        aloneUntil = -Infinity;
        return decisions;
      } catch (error) {
        // An error that will come again, such as a missing table, is the app's mistake.
        if (!isFailure(error) || error.retry === 'never') throw error;
        isDown = true;
        aloneUntil = monotonic() + retryMs;
        tellApp(onFailure, error);
        return alone(batch);
      }
    },
  });

  return {
    async take(key, limit) {
      const name = limitKey(limit.name, key);
      forget(2);
      const mine = known.use(name, newKnown);
      for (;;) {
        const now = monotonic();
        const decision =
          mine.window.decide(now, limit) ??
          (now < aloneUntil ? mine.window.decideAlone(now, limit) : undefined);
        if (decision) return decision;
        if (!mine.asking) break;
        // One request of a key asks; the others use its result.
        // oxlint-disable-next-line no-await-in-loop
        await mine.asking.catch(() => {});
      }
      const asking = askInBatches({ name, limit, window: mine.window });
      mine.asking = asking;
      try {
        return await asking;
      } finally {
        mine.asking = undefined;
      }
    },
    async prune() {
      forget(Infinity);
      const { numDeletedRows } = await limits
        .deleteFrom('holdfast_rate_limits')
        .where('until', '<=', clock())
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

// A statement about this many rows is planned and run in well under a millisecond.
const MOST_AT_ONCE = 50;

interface Asked {
  readonly name: string;
  readonly limit: RequestLimit;
  readonly window: LeasedWindow;
}

interface Known {
  readonly window: LeasedWindow;
  asking: Promise<unknown> | undefined;
}

const newKnown = (): Known => ({ window: createLeasedWindow(), asking: undefined });
