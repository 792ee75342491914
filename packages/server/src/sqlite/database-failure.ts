import { catalogue, Failure } from '@holdfast/core';

// SQLITE_BUSY and SQLITE_LOCKED: another process is writing; nothing was done here.
const BUSY_CODES: ReadonlySet<number> = new Set([5, 6]);

/**
 * Gives an error of `node:sqlite` its name: `UNAVAILABLE` with a short wait when another process
 * holds the database, else `DATABASE_FAILED`. Every other error comes back as it is.
 */
export function nameDatabaseError(error: unknown): unknown {
  const { code, errcode } = Object(error) as { code?: unknown; errcode?: unknown };
  if (code !== 'ERR_SQLITE_ERROR' || typeof errcode !== 'number') return error;
  // The low byte is the primary code; the rest refines it.
  return BUSY_CODES.has(errcode & 0xff)
    ? new Failure(catalogue.UNAVAILABLE, { cause: error, effect: 'none', retryAfterMs: 1000 })
    : new Failure(catalogue.DATABASE_FAILED, { cause: error });
}
