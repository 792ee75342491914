import type { FailureKind } from '../failure-kind.ts';
import { CONTENT_UNEXPECTED, JSON_INVALID } from '../kinds/contract.ts';
import { CONTENT_BLOCKED, PERMISSION_DENIED } from '../kinds/identity.ts';
import { ABORTED, NETWORK_FAILED } from '../kinds/network.ts';
import { TIMEOUT } from '../kinds/policy.ts';
import { CHUNK_FAILED, DEFECT } from '../kinds/runtime.ts';
import * as storage from '../kinds/storage.ts';
import { CONSTRAINT_BROKEN } from '../kinds/transaction.ts';
import { peek } from './peek.ts';

// The codes and names that engines and libraries put on errors. Texts differ between engines and are not read
// here. A name is here only if it means the same wherever it was thrown: `InvalidStateError` of a database is a
// lost connection, of a socket a bug, and only the call site knows which of them it asked.
const NAMED: readonly (readonly [kind: FailureKind, names: string])[] = [
  [ABORTED, 'AbortError CanceledError ABORT_ERR ERR_CANCELED'],
  [TIMEOUT, 'TimeoutError ECONNABORTED'],
  [NETWORK_FAILED, 'NetworkError ERR_NETWORK'],
  [
    storage.STORAGE_QUOTA,
    'QuotaExceededError NS_ERROR_DOM_QUOTA_REACHED NS_ERROR_FILE_NO_DEVICE_SPACE',
  ],
  [storage.STORAGE_NEWER, 'VersionError'],
  [storage.STORAGE_CORRUPT, 'NS_ERROR_FILE_CORRUPTED'],
  [storage.STORAGE_FAILED, 'UnknownError NotReadableError'],
  [storage.STORAGE_QUERY_FAILED, 'TransactionInactiveError'],
  [CONSTRAINT_BROKEN, 'ConstraintError'],
  [PERMISSION_DENIED, 'NotAllowedError'],
  [CHUNK_FAILED, 'ChunkLoadError CSS_CHUNK_LOAD_FAILED'],
  // The error does not say where its text came from, or what the sender of the text had done before.
  [{ ...JSON_INVALID, effect: 'unknown' }, 'SyntaxError'],
  [CONTENT_UNEXPECTED, 'EncodingError'],
  [CONTENT_BLOCKED, 'EvalError SecurityError'],
  [
    DEFECT,
    'TypeError ReferenceError RangeError URIError InternalError AssertionError CompileError LinkError RuntimeError DataCloneError DataError HierarchyRequestError IndexSizeError InvalidAccessError InvalidCharacterError InvalidModificationError InvalidNodeTypeError InvalidStateError NamespaceError NoModificationAllowedError NotFoundError NotSupportedError ReadOnlyError TypeMismatchError WrongDocumentError',
  ],
];
const DOM_SYNTAX_ERROR = 12;

/** The kind that the `code` or the `name` of an error stands for, wherever it was thrown. */
export function kindNamed(thrown: unknown): FailureKind | undefined {
  const code = peek(thrown, 'code');
  const name = peek(thrown, 'name');
  // A selector, an address or a key path that does not parse. Text that is no JSON has no such number.
  if (name === 'SyntaxError' && code === DOM_SYNTAX_ERROR) return DEFECT;
  return kindOf(code) ?? kindOf(name);
}

function kindOf(label: unknown): FailureKind | undefined {
  if (typeof label !== 'string') return undefined;
  return NAMED.find(([, names]) => ` ${names} `.includes(` ${label} `))?.[0];
}
