import type { FailureInit } from './failure.ts';
import { Failure, isFailure } from './failure.ts';
import type { FailureKind } from './failure-kind.ts';
import { ABORTED } from './kinds/network.ts';
import { TIMEOUT } from './kinds/policy.ts';
import { DEFECT, UNKNOWN } from './kinds/runtime.ts';
import { STORAGE_FAILED, STORAGE_QUOTA, STORAGE_UNAVAILABLE } from './kinds/storage.ts';

// DOMExceptions carry their kind in `name`; the text differs between engines and is never read.
const BY_NAME: Readonly<Record<string, FailureKind>> = {
  AbortError: ABORTED,
  TimeoutError: TIMEOUT,
  QuotaExceededError: STORAGE_QUOTA,
  NS_ERROR_DOM_QUOTA_REACHED: STORAGE_QUOTA,
  SecurityError: STORAGE_UNAVAILABLE,
  VersionError: STORAGE_FAILED,
  InvalidStateError: STORAGE_FAILED,
  TransactionInactiveError: STORAGE_FAILED,
  DataError: STORAGE_FAILED,
  ConstraintError: STORAGE_FAILED,
  UnknownError: STORAGE_FAILED,
  TypeError: DEFECT,
  ReferenceError: DEFECT,
  RangeError: DEFECT,
};

/**
 * Gives whatever was thrown its name, once, at the edge where it was caught. A failure stays as it
 * is. A network error cannot be told from a bug by looking at it, so whoever awaits `fetch` says so
 * itself (see `fetchTransport`); here a bare `TypeError` is a defect.
 */
export function toFailure(
  thrown: unknown,
  init: Omit<FailureInit, 'cause' | 'details'> = {},
): Failure {
  if (isFailure(thrown)) return thrown;
  return new Failure(BY_NAME[nameOf(thrown)] ?? UNKNOWN, { ...init, cause: thrown });
}

function nameOf(thrown: unknown): string {
  try {
    const name: unknown = Object(thrown).name;
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}
