import { type Failure, failureOf, toFailure } from '@holdfast/core';
import { isOfDatabase } from './database-kind.ts';
import { toDatabaseFailure } from './to-database-failure.ts';

/**
 * Names a value that was thrown anywhere on a server. It knows the errors of databases besides those that `toFailure`
 * of core knows.
 */
export function toServerFailure(thrown: unknown): Failure {
  return failureOf(thrown) ?? (isOfDatabase(thrown) ? toDatabaseFailure : toFailure)(thrown);
}
