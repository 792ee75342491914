import { databaseRow } from './database-kind.ts';
import { Failure, isFailure } from '../failure.ts';
import { DATABASE_UNREACHABLE } from '../kinds/storage.ts';
import { networkReason } from './network-reason.ts';
import { peekText } from './peek.ts';
import { toFailure } from './to-failure.ts';

/**
 * Names what a database driver of a server threw, by SQLSTATE, by the names of SQLite and MySQL, or by
 * what the network said. Only the caller knows that it was the database; a bug stays a bug.
 */
export function toDatabaseFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  const [, kind, said] = databaseRow(error) ?? [];
  if (kind) return new Failure(kind, { ...said, cause: error });
  const lost = lostConnection(error);
  if (lost) return lost;
  const network = networkReason(error);
  // Only a connection that was never made is certain to have changed nothing.
  return network
    ? new Failure(DATABASE_UNREACHABLE, { effect: network.effect, cause: error })
    : toFailure(error);
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
