import { kindOfStatus } from '../exchange/status-kinds.ts';
import { toFieldIssue } from '../schema/parse-with.ts';
import type { SchemaIssue } from '../schema/standard-schema.ts';
import type { FailureKind } from './failure-kind.ts';
import { Failure, isFailure, type FailureInit } from './failure.ts';
import { foreignAnswer } from './foreign-answer.ts';
import { CONTENT_UNEXPECTED, JSON_INVALID, VALUE_INVALID } from './kinds/contract.ts';
import { CONTENT_BLOCKED, PERMISSION_DENIED } from './kinds/identity.ts';
import { ABORTED, NETWORK_FAILED } from './kinds/network.ts';
import { RESOURCE_EXHAUSTED } from './kinds/budget.ts';
import { TIMEOUT } from './kinds/policy.ts';
import { CHUNK_FAILED, DEFECT, UNKNOWN } from './kinds/runtime.ts';
import * as storage from './kinds/storage.ts';
import { STREAM_INTERRUPTED } from './kinds/stream-and-queue.ts';
import { networkReason } from '#network-reason';
import { parseFailure } from './parse-failure.ts';
import { peek } from './peek.ts';

// What runtimes and libraries say with `code` and `name`. Texts differ between engines and are never read.
const NAMED: readonly (readonly [kind: FailureKind, names: string])[] = [
  [ABORTED, 'AbortError CanceledError ABORT_ERR ERR_CANCELED'],
  [TIMEOUT, 'TimeoutError ECONNABORTED'],
  [NETWORK_FAILED, 'NetworkError ERR_NETWORK'],
  [
    storage.STORAGE_QUOTA,
    'QuotaExceededError NS_ERROR_DOM_QUOTA_REACHED NS_ERROR_FILE_NO_DEVICE_SPACE ENOSPC EDQUOT',
  ],
  [storage.STORAGE_UNAVAILABLE, 'SecurityError EACCES EPERM EROFS'],
  [storage.STORAGE_NEWER, 'VersionError'],
  [storage.STORAGE_CORRUPT, 'NS_ERROR_FILE_CORRUPTED'],
  [
    storage.STORAGE_FAILED,
    'InvalidStateError TransactionInactiveError DataError ConstraintError UnknownError NotReadableError',
  ],
  [PERMISSION_DENIED, 'NotAllowedError'],
  [RESOURCE_EXHAUSTED, 'EMFILE ENFILE ENOMEM ERR_WORKER_OUT_OF_MEMORY'],
  [CHUNK_FAILED, 'ChunkLoadError CSS_CHUNK_LOAD_FAILED ERR_MODULE_NOT_FOUND MODULE_NOT_FOUND'],
  [STREAM_INTERRUPTED, 'ERR_STREAM_PREMATURE_CLOSE'],
  [JSON_INVALID, 'SyntaxError'],
  [CONTENT_UNEXPECTED, 'EncodingError'],
  [CONTENT_BLOCKED, 'EvalError'],
  [
    DEFECT,
    'TypeError ReferenceError RangeError URIError InternalError AssertionError DataCloneError NotFoundError NotSupportedError HierarchyRequestError InvalidAccessError InvalidCharacterError ReadOnlyError WrongDocumentError',
  ],
];

/**
 * Gives whatever was thrown its name, once, at the edge where it was caught. A failure stays as it is,
 * and the JSON of one is read. Everything else is known by its fields: the codes of a runtime, the HTTP
 * status a library noted, schema issues, the name of an error class; never by its text. A network error
 * of a browser cannot be told from a bug by looking at it, nor a stolen lock from an abort, so whoever
 * awaits such things says so itself: see `toNetworkFailure`, `fromImport`, `toStorageFailure`,
 * `toLockFailure`, `toWorkerFailure`, `toRenderFailure`. Here a bare `TypeError` is a defect and a bare
 * `SyntaxError` is text that is no JSON.
 */
export function toFailure(
  thrown: unknown,
  init: Omit<FailureInit, 'cause' | 'details'> = {},
): Failure {
  if (isFailure(thrown)) return thrown;
  return parseFailure(thrown) ?? name(thrown, init, 0);
}

function name(
  thrown: unknown,
  init: Omit<FailureInit, 'cause' | 'details'>,
  depth: number,
): Failure {
  const known = { ...init, cause: thrown };
  const network = networkReason(thrown);
  if (network) return new Failure(NETWORK_FAILED, { ...network, ...known });
  const answer = foreignAnswer(thrown);
  if (answer) return new Failure(kindOfStatus(answer.status), { ...answer, ...known });
  const issues = issuesOf(thrown);
  if (issues) return new Failure(VALUE_INVALID, { ...known, details: { issues } });
  const kind =
    kindNamed(peek(thrown, 'code')) ??
    kindNamed(peek(thrown, 'name')) ??
    kindOfAll(peek(thrown, 'errors'), depth);
  return new Failure(kind ?? UNKNOWN, known);
}

function kindNamed(label: unknown): FailureKind | undefined {
  if (typeof label !== 'string') return undefined;
  return NAMED.find(([, names]) => ` ${names} `.includes(` ${label} `))?.[0];
}

/** Several errors in one have a name when they all have the same. */
function kindOfAll(errors: unknown, depth: number): FailureKind | undefined {
  if (!Array.isArray(errors) || depth > 2) return undefined;
  const failures = errors.slice(0, 10).map((error) => name(error, {}, depth + 1));
  const [first] = failures;
  return failures.every(({ code }) => code === first?.code)
    ? kindNamed(peek(errors[0], 'name'))
    : undefined;
}

/** The issues of Standard Schema, as validators put them on what they throw. */
function issuesOf(thrown: unknown): ReturnType<typeof toFieldIssue>[] | undefined {
  const issues = peek(thrown, 'issues');
  if (!Array.isArray(issues) || issues.length === 0) return undefined;
  try {
    return issues.every((issue) => typeof peek(issue, 'message') === 'string')
      ? issues.slice(0, 50).map((issue) => toFieldIssue(issue as SchemaIssue))
      : undefined;
  } catch {
    return undefined;
  }
}
