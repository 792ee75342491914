import { failureOf } from '../failure-of.ts';
import { Failure } from '../failure.ts';
import { kindNamed } from './kind-named.ts';
import { UNKNOWN } from '../kinds/runtime.ts';
import { nodeFailure } from '#node-failure';

/**
 * Names a thrown value by its `code` and its `name` alone. It is for a caller that awaited no answer, no network and
 * no schema. Such a caller need not ship the names that `toFailure` knows for these.
 */
export function toPlainFailure(thrown: unknown): Failure {
  const failure = failureOf(thrown);
  if (failure) return failure;
  const known = { cause: thrown };
  return nodeFailure(thrown, known) ?? new Failure(kindNamed(thrown) ?? UNKNOWN, known);
}
