import { kindOfStatus } from '../../exchange/answer/status-kinds.ts';
import { toFieldIssue } from '../../schema/parse-with.ts';
import type { SchemaIssue } from '../../schema/standard-schema.ts';
import { failureOf } from '../failure-of.ts';
import { Failure, type FailureInit } from '../failure.ts';
import { foreignAnswer } from './foreign-answer.ts';
import { kindNamed } from './kind-named.ts';
import { VALUE_INVALID } from '../kinds/contract.ts';
import { NETWORK_FAILED } from '../kinds/network.ts';
import { UNKNOWN } from '../kinds/runtime.ts';
import { networkReason } from '#network-reason';
import { nodeFailure } from '#node-failure';
import { parseFailure } from '../parse-failure.ts';
import { peek, peekList } from './peek.ts';

/**
 * Gives the failure for a thrown value. Call it where you catch the value. A failure stays as it is, also when it is
 * the cause of the thrown value; the JSON of a failure is read. Every other value is named by its fields: the codes of
 * a runtime, the HTTP status that a library noted, schema issues, the name of an error class. The text is never read.
 * Some errors look alike: a browser's network error is a `TypeError` like a bug, and a stolen lock is an `AbortError`
 * like an abort. So code that awaits one of these calls the function for it: `toNetworkFailure`, `fromImport`,
 * `toStorageFailure`, `toLockFailure`, `toWorkerFailure`, `toRenderFailure`. Here a bare `TypeError` and a
 * `DOMException` named `InvalidStateError` are defects, and a bare `SyntaxError` is a text that is no JSON. Never
 * throws.
 */
export function toFailure(
  thrown: unknown,
  init: Omit<FailureInit, 'cause' | 'details'> = {},
): Failure {
  return failureOf(thrown) ?? parseFailure(thrown) ?? name(thrown, init, 0);
}

function name(
  thrown: unknown,
  init: Omit<FailureInit, 'cause' | 'details'>,
  depth: number,
): Failure {
  const known = { ...init, cause: thrown };
  const told = nodeFailure(thrown, known);
  if (told) return told;
  const network = networkReason(thrown);
  if (network) return new Failure(NETWORK_FAILED, { ...network, ...known });
  const answer = foreignAnswer(thrown);
  if (answer) return new Failure(kindOfStatus(answer.status), { ...answer, ...known });
  const issues = issuesOf(thrown);
  if (issues) return new Failure(VALUE_INVALID, { ...known, details: { issues } });
  const kind = kindNamed(thrown);
  return kind
    ? new Failure(kind, known)
    : (nameOfAll(thrown, known, depth) ?? new Failure(UNKNOWN, known));
}

/** An error with several parts gets the name that all its parts share. */
function nameOfAll(
  thrown: unknown,
  known: Omit<FailureInit, 'details'>,
  depth: number,
): Failure | undefined {
  if (depth > 2) return undefined;
  const errors = peekList(thrown, 'errors', 10);
  const failures = errors.map((error) => name(error, {}, depth + 1));
  const [first] = failures;
  if (!first || failures.some(({ code }) => code !== first.code)) return undefined;
  const kind = first.code === NETWORK_FAILED.code ? NETWORK_FAILED : kindNamed(errors[0]);
  // Each address that was tried may have received the request.
  const isUntouched = failures.every(({ effect }) => effect === 'none');
  if (!kind) return undefined;
  return new Failure(kind, { ...(isUntouched && { effect: 'none' as const }), ...known });
}

/** The issues of Standard Schema, as validators put them on what they throw. */
function issuesOf(thrown: unknown): ReturnType<typeof toFieldIssue>[] | undefined {
  const issues = peekList(thrown, 'issues', 50);
  if (issues.length === 0) return undefined;
  try {
    return issues.every((issue) => typeof peek(issue, 'message') === 'string')
      ? issues.map((issue) => toFieldIssue(issue as SchemaIssue))
      : undefined;
  } catch {
    return undefined;
  }
}
