import { failureOf } from './failure-of.ts';
import { Failure } from './failure.ts';
import { kindNamed } from './kind-named.ts';
import { UNKNOWN } from './kinds/runtime.ts';
import { peek } from './peek.ts';

/**
 * Names what was thrown by its `code` and its `name` alone: for whoever awaited neither an answer nor the
 * network nor a schema, and need not ship what `toFailure` knows of those.
 */
export function toPlainFailure(thrown: unknown): Failure {
  const known = failureOf(thrown);
  if (known) return known;
  const kind = kindNamed(peek(thrown, 'code')) ?? kindNamed(peek(thrown, 'name')) ?? UNKNOWN;
  return new Failure(kind, { cause: thrown });
}
