import { Failure, failureOf, isFailure, toFailure } from '@holdfast/core';
import { DATABASE_UNREACHABLE } from '@holdfast/core/failures';
import { peekText } from '@holdfast/core/parts';
import { databaseRow } from './database-kind.ts';

/**
 * Names an error that a database driver threw, by SQLSTATE, by the names of SQLite and MySQL, or by the reason that
 * the network gave. Call it only where a database was asked; a mistake in code is still a `DEFECT`.
 */
export function toDatabaseFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  const [, kind, said] = databaseRow(error) ?? [];
  if (kind) return new Failure(kind, { ...said, cause: error });
  const lost = lostConnection(error);
  if (lost) return lost;
  const named = toFailure(error);
  // Only a connection that was never made is certain to have changed nothing.
  return named.code === 'NETWORK_FAILED' && named !== failureOf(error)
    ? new Failure(DATABASE_UNREACHABLE, { effect: named.effect, cause: error })
    : named;
}

// The most used driver of PostgreSQL gives these errors no code.
const NEVER_MADE =
  /^(timeout exceeded when trying to connect|Connection terminated due to connection timeout)$/;
const LOST =
  /^(Connection terminated( unexpectedly)?|Client has encountered a connection error and is not queryable|Client was closed and is not queryable)$/;

function lostConnection(cause: unknown): Failure | undefined {
  const text = peekText(cause, 'message');
  const effect = NEVER_MADE.test(text) ? 'none' : LOST.test(text) ? 'unknown' : undefined;
  return effect && new Failure(DATABASE_UNREACHABLE, { effect, cause });
}
