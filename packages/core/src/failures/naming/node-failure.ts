import type { Effect, FailureKind, RetryAdvice } from '../failure-kind.ts';
import { Failure, type FailureInit } from '../failure.ts';
import { RESOURCE_EXHAUSTED } from '../kinds/budget.ts';
import { CONTENT_UNEXPECTED } from '../kinds/contract.ts';
import { PERMISSION_DENIED } from '../kinds/identity.ts';
import {
  ABORTED,
  ANSWER_TOO_LARGE,
  NETWORK_FAILED,
  type NetworkDetails,
} from '../kinds/network.ts';
import { TIMEOUT } from '../kinds/policy.ts';
import { CHUNK_FAILED, DEFECT, WORKER_FAILED } from '../kinds/runtime.ts';
import * as storage from '../kinds/storage.ts';
import { STREAM_INTERRUPTED } from '../kinds/stream-and-queue.ts';
import { peek, peekText } from './peek.ts';

interface Said {
  readonly effect?: Effect;
  readonly retry?: RetryAdvice;
  readonly reason?: NonNullable<NetworkDetails['reason']>;
}
type Row = readonly [codes: RegExp, kind: FailureKind, said?: Said];

// The same code has another meaning when the system call was no call to a file.
const BY_CALL: readonly (readonly [calls: RegExp, rows: readonly Row[]])[] = [
  [/^watch$/, [[/^ENOSPC$/, RESOURCE_EXHAUSTED]]],
  [
    /^connect$/,
    [
      [/^(ENOENT|EAGAIN|ENOTSOCK)$/, NETWORK_FAILED, { reason: 'unreachable', effect: 'none' }],
      [/^(EACCES|EPERM)$/, PERMISSION_DENIED],
    ],
  ],
  [/^(spawn|listen|bind|kill|set\w+id)\b/, [[/^(EACCES|EPERM)$/, PERMISSION_DENIED]]],
  // With a system call this is the system's own code. Without one it is the code of axios for a timeout.
  [/./, [[/^ECONNABORTED$/, NETWORK_FAILED, { reason: 'reset' }]]],
];

// The first match counts. The codes of `network-reason.ts` are not repeated here.
const BY_CODE: readonly Row[] = [
  // Name servers.
  [
    /^(EAI_\w+|ENODATA|ESERVFAIL|EREFUSED|ETIMEOUT|EBADRESP|EBADNAME|ENONAME|EBADQUERY|ENOTIMP|EFORMERR)$/,
    NETWORK_FAILED,
    { reason: 'dns', effect: 'none' },
  ],
  [/^(EADDRNOTAVAIL|EAFNOSUPPORT)$/, NETWORK_FAILED, { reason: 'unreachable', effect: 'none' }],
  [
    /^(ENETRESET|ENOTCONN|ESHUTDOWN|ERR_SOCKET_CLOSED)$/,
    NETWORK_FAILED,
    { reason: 'reset', effect: 'unknown' },
  ],
  [/^ERR_SOCKET_CLOSED_BEFORE_CONNECTION$/, NETWORK_FAILED, { reason: 'reset', effect: 'none' }],
  [/^(ERR_SOCKET_CONNECTION_TIMEOUT)$/, NETWORK_FAILED, { reason: 'timeout', effect: 'none' }],
  [
    /^(ERR_PROXY_TUNNEL|UND_ERR_PRX_TLS)$/,
    NETWORK_FAILED,
    { reason: 'unreachable', effect: 'none' },
  ],
  // Answers that are not HTTP, and connections that the other side gave up.
  [
    /^(HPE_\w+|ERR_FR_\w+|ERR_HTTP2_((\w+_)?ERROR|(STREAM|PING)_CANCEL|GOAWAY_SESSION|INVALID_(SESSION|STREAM))|UND_ERR_(RES_CONTENT_LENGTH_MISMATCH|HEADERS_OVERFLOW|INFO|CLOSED|DESTROYED))$/,
    NETWORK_FAILED,
  ],
  [/^UND_ERR_RES_EXCEEDED_MAX_SIZE$/, ANSWER_TOO_LARGE],
  [/^(UND_ERR_ABORTED|ERR_SCRIPT_EXECUTION_INTERRUPTED|ECANCELLED|ECANCELED)$/, ABORTED],
  [/^(ERR_SCRIPT_EXECUTION_TIMEOUT|ERR_HTTP_REQUEST_TIMEOUT)$/, TIMEOUT],

  // Files.
  [
    /^(ENOENT|EISDIR|ENOTDIR|EEXIST|ENOTEMPTY|ENAMETOOLONG|ELOOP|EXDEV|EMLINK|EFBIG|ENXIO|ENODEV|ERR_FS_\w+)$/,
    storage.STORAGE_QUERY_FAILED,
  ],
  [/^(EBUSY|ETXTBSY|EDEADLK|ENOLCK)$/, storage.STORAGE_BLOCKED],
  [/^(ENOSPC|EDQUOT)$/, storage.STORAGE_QUOTA],
  [/^(EACCES|EPERM|EROFS)$/, storage.STORAGE_UNAVAILABLE],
  [/^(EIO|ESTALE|EREMOTEIO)$/, storage.STORAGE_FAILED, { effect: 'unknown' }],
  [/^ERR_ACCESS_DENIED$/, PERMISSION_DENIED],

  // Resources that ran out.
  [/^(EMFILE|ENFILE|ENOMEM|ENOBUFS|EAGAIN|EADDRINUSE)$/, RESOURCE_EXHAUSTED],
  [
    /^(ERR_WORKER_OUT_OF_MEMORY|ERR_MEMORY_ALLOCATION_FAILED|Z_MEM_ERROR)$/,
    RESOURCE_EXHAUSTED,
    { effect: 'unknown' },
  ],
  [
    /^(ERR_BUFFER_TOO_LARGE|ERR_CHILD_PROCESS_STDIO_MAXBUFFER)$/,
    RESOURCE_EXHAUSTED,
    { retry: 'never', effect: 'unknown' },
  ],

  // Modules that are missing: the same process does not find them later either.
  [
    /^(ERR_)?MODULE_NOT_FOUND$|^ERR_(PACKAGE_|IMPORT_|REQUIRE_|NETWORK_IMPORT_|DLOPEN_|UNKNOWN_(BUILTIN_MODULE|FILE_EXTENSION|MODULE_FORMAT)|INVALID_(MODULE|PACKAGE)_|UNSUPPORTED_(DIR_IMPORT|ESM_|RESOLVE_))/,
    CHUNK_FAILED,
    { retry: 'never' },
  ],
  [/^ERR_WORKER_(NOT_RUNNING|INIT_FAILED)$|^ERR_IPC_/, WORKER_FAILED, { effect: 'none' }],
  [/^ERR_WORKER_UNSERIALIZABLE_ERROR$/, WORKER_FAILED, { retry: 'never' }],
  [/^ERR_WORKER_/, WORKER_FAILED, { retry: 'never', effect: 'none' }],
  [/^ERR_STREAM_PREMATURE_CLOSE$/, STREAM_INTERRUPTED],

  // Bytes that do not have the expected form.
  [
    /^(Z_(DATA_ERROR|BUF_ERROR|NEED_DICT)|ERR_?_?(BROTLI_DECODER_)?ERROR_FORMAT_?\w*|ZSTD_error_\w+|ERR_ENCODING_INVALID_ENCODED_DATA|ERR_OSSL_\w*(BAD_DECRYPT|WRONG_FINAL_BLOCK_LENGTH))$/,
    CONTENT_UNEXPECTED,
  ],

  [
    /^(UND_ERR_(INVALID_|NOT_SUPPORTED|REQ_)\w*|ERR_TLS_(INVALID_|PROTOCOL_|REQUIRED_|SNI_|ALPN_|PSK_)\w+|Z_\w+|EINVAL|EBADF|EFAULT|EMSGSIZE|ENOTSOCK|EPROTOTYPE|EPROTONOSUPPORT|EISCONN|EALREADY|EDESTADDRREQ|ENOSYS|ENOTSUP|EOPNOTSUPP)$/,
    DEFECT,
  ],
];

// Node leaves the plain names of its own errors, while libraries with codes in `ERR_` give their errors names of their
// own.
const PLAIN = /^((Type|Range|Syntax|URI|Eval)?Error|NodeError)$/;
const OF_NODE = /^ERR_(?!SSL_|TLS_|NETWORK$|CANCELED$|BAD_RE|SQLITE_)/;

// An error that wraps an error of the network, as `fetch` throws it, is a network error itself.
const DEEPEST_CAUSE = 4;

/**
 * Names an error of Node by its `code` and by the system call that failed: files, processes, modules, threads,
 * streams, compression, secrets and sockets. The errors of databases are named by `@holdfast/server`.
 */
export function nodeFailure(
  thrown: unknown,
  known: Omit<FailureInit, 'details'>,
): Failure | undefined {
  const row = rowOf(thrown) ?? networkRowOf(peek(thrown, 'cause'));
  if (!row) return undefined;
  const [, kind, { reason, ...said } = {}] = row;
  return new Failure(kind, { ...said, ...(reason && { details: { reason } }), ...known });
}

function networkRowOf(cause: unknown, depth = 1): Row | undefined {
  if (cause === undefined || depth >= DEEPEST_CAUSE) return undefined;
  const row = rowOf(cause);
  return row?.[1] === NETWORK_FAILED ? row : networkRowOf(peek(cause, 'cause'), depth + 1);
}

function rowOf(thrown: unknown): Row | undefined {
  const code = peekText(thrown, 'code');
  const name = peekText(thrown, 'name');
  // Node calls every aborted signal an abort. Only the signal's reason shows a timeout.
  if (code === 'ABORT_ERR' && peek(peek(thrown, 'cause'), 'name') === 'TimeoutError') {
    return [OF_NODE, TIMEOUT];
  }
  return (
    rowNamed(thrown, code) ??
    rowNamed(thrown, name) ??
    (OF_NODE.test(code) && PLAIN.test(name) ? [OF_NODE, DEFECT] : undefined)
  );
}

function rowNamed(thrown: unknown, label: string): Row | undefined {
  if (label === '') return undefined;
  const call = peek(thrown, 'syscall');
  const ofCall = BY_CALL.flatMap(([calls, rows]) =>
    typeof call === 'string' && calls.test(call) ? rows : [],
  );
  const row = [...ofCall, ...BY_CODE].find(([codes]) => codes.test(label));
  // A call to a file that refused an argument refused its path.
  return row?.[1] === DEFECT && peek(thrown, 'path') !== undefined
    ? [row[0], storage.STORAGE_QUERY_FAILED]
    : row;
}
