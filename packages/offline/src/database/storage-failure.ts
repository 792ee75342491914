import {
  Failure,
  type FailureKind,
  type RetryAdvice,
  STORAGE_FAILED,
  STORAGE_NEWER,
  STORAGE_QUOTA,
  STORAGE_UNAVAILABLE,
  isFailure,
  toPlainFailure,
} from '@holdfast/core';

type Name = readonly [kind: FailureKind, retry?: RetryAdvice];

// What these names mean when a database said them. Elsewhere `AbortError` is the caller's own abort;
// here it is a transaction that did not commit.
const BY_NAME: Readonly<Record<string, Name>> = {
  AbortError: [STORAGE_FAILED],
  VersionError: [STORAGE_NEWER],
  QuotaExceededError: [STORAGE_QUOTA],
  SecurityError: [STORAGE_UNAVAILABLE],
  NotAllowedError: [STORAGE_UNAVAILABLE],
  // The value cannot be stored at all, so the same value will not fare better later.
  DataCloneError: [STORAGE_FAILED, 'never'],
  DataError: [STORAGE_FAILED, 'never'],
  NotFoundError: [STORAGE_FAILED, 'never'],
};

/** Names what a database threw or rejected with. A failure stays as it is. */
export function toStorageFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  const name: unknown = (error as { name?: unknown } | null | undefined)?.name;
  const [kind, retry] = (typeof name === 'string' && BY_NAME[name]) || [];
  return kind ? new Failure(kind, { retry, cause: error }) : toPlainFailure(error);
}
