import { failureOf } from '../failure-of.ts';
import { Failure } from '../failure.ts';
import { kindNamed } from './kind-named.ts';
import { UNKNOWN } from '../kinds/runtime.ts';
import { nodeFailure } from '#node-failure';

/**
 * Names what was thrown by its `code` and its `name` alone. It is for a caller that awaited neither an answer nor the
 * network nor a schema, and that need not ship what `toFailure` knows of those.
 */
export function toPlainFailure(thrown: unknown): Failure {
  const failure = failureOf(thrown);
  if (failure) return failure;
  const known = { cause: thrown };
  return nodeFailure(thrown, known) ?? new Failure(kindNamed(thrown) ?? UNKNOWN, known);
}
