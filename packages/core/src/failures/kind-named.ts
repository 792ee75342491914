import type { FailureKind } from './failure-kind.ts';
import { RESOURCE_EXHAUSTED } from './kinds/budget.ts';
import { CONTENT_UNEXPECTED, JSON_INVALID } from './kinds/contract.ts';
import { CONTENT_BLOCKED, PERMISSION_DENIED } from './kinds/identity.ts';
import { ABORTED, NETWORK_FAILED } from './kinds/network.ts';
import { TIMEOUT } from './kinds/policy.ts';
import { CHUNK_FAILED, DEFECT } from './kinds/runtime.ts';
import * as storage from './kinds/storage.ts';
import { STREAM_INTERRUPTED } from './kinds/stream-and-queue.ts';

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

/** The kind that a `code` or `name` of an error stands for, wherever it was thrown. */
export function kindNamed(label: unknown): FailureKind | undefined {
  if (typeof label !== 'string') return undefined;
  return NAMED.find(([, names]) => ` ${names} `.includes(` ${label} `))?.[0];
}
