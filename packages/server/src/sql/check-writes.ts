import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import type { Kysely } from 'kysely';
import { databaseOf } from './database-of.ts';

export interface CheckWritesOptions {
  /** How long the check reuses its last result. Within that time it writes nothing. @default 1000 */
  readonly freshMs?: number;
  /** The deadline of one check, with its wait for a connection. @default 5000 */
  readonly timeoutMs?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'monotonic' | 'random' | 'schedule'>;
}

/**
 * A check for `createHealth` that a database accepts writes. It commits a write that changes no data and takes no
 * space, and asks for as much room as a usual write needs. Rejects with a named failure when the disk is full, the
 * store is read-only, another process holds it, or it cannot be reached.
 */
export function checkWrites<TDatabase>(
  database: Kysely<TDatabase>,
  options: CheckWritesOptions = {},
): () => Promise<void> {
  requireOptionsAlways('checkWrites', options, {
    freshMs: 'a number from 0 on?',
    timeoutMs: 'a number from 1 on?',
    platform: 'an object with monotonic, random, schedule?',
  });

  const { freshMs = 1000, timeoutMs = 5000, platform = webPlatform } = options;
  const { checkWrites: check } = databaseOf('checkWrites', database);
  let found: Promise<void> | undefined;
  let endedAt: number | undefined;
  return () => {
    const isFresh = endedAt === undefined || platform.monotonic() - endedAt < freshMs;
    if (found && isFresh) return found;
    endedAt = undefined;
    found = check(database as unknown as Kysely<unknown>, { timeoutMs, platform }).finally(() => {
      endedAt = platform.monotonic();
    });
    return found;
  };
}
