import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeFailure } from './node-failure.ts';
import { nodeFailure as toldByBrowsers } from './node-failure-untold.ts';
import { toFailure } from './to-failure.ts';

const coded = (code: string, props: object = {}): Error =>
  Object.assign(new Error('whatever it says'), { code, ...props });

const TOLD: readonly (readonly [name: string, codes: readonly string[]])[] = [
  [
    'STORAGE_QUERY_FAILED never none',
    ['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY', 'ENAMETOOLONG', 'ELOOP', 'EXDEV'],
  ],
  ['STORAGE_QUERY_FAILED never none', ['ERR_FS_EISDIR', 'ERR_FS_FILE_TOO_LARGE']],
  ['STORAGE_BLOCKED later none', ['EBUSY', 'ETXTBSY']],
  ['STORAGE_QUOTA later none', ['ENOSPC', 'EDQUOT']],
  ['STORAGE_UNAVAILABLE never none', ['EACCES', 'EPERM', 'EROFS']],
  ['STORAGE_FAILED later unknown', ['EIO']],
  ['PERMISSION_DENIED never none', ['ERR_ACCESS_DENIED']],
  ['RESOURCE_EXHAUSTED later none', ['EMFILE', 'ENFILE', 'ENOMEM', 'EADDRINUSE']],
  ['RESOURCE_EXHAUSTED later unknown', ['ERR_WORKER_OUT_OF_MEMORY', 'Z_MEM_ERROR']],
  ['RESOURCE_EXHAUSTED never unknown', ['ERR_BUFFER_TOO_LARGE']],
  [
    'CHUNK_FAILED never none',
    [
      'MODULE_NOT_FOUND',
      'ERR_MODULE_NOT_FOUND',
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
      'ERR_UNKNOWN_FILE_EXTENSION',
      'ERR_UNKNOWN_BUILTIN_MODULE',
      'ERR_UNSUPPORTED_DIR_IMPORT',
      'ERR_UNSUPPORTED_ESM_URL_SCHEME',
      'ERR_INVALID_MODULE_SPECIFIER',
      'ERR_IMPORT_ATTRIBUTE_MISSING',
      'ERR_REQUIRE_ESM',
      'ERR_DLOPEN_FAILED',
    ],
  ],
  ['WORKER_FAILED later none', ['ERR_WORKER_NOT_RUNNING', 'ERR_IPC_CHANNEL_CLOSED']],
  ['WORKER_FAILED never none', ['ERR_WORKER_PATH', 'ERR_WORKER_INVALID_EXEC_ARGV']],
  ['WORKER_FAILED never unknown', ['ERR_WORKER_UNSERIALIZABLE_ERROR']],
  ['STREAM_INTERRUPTED later unknown', ['ERR_STREAM_PREMATURE_CLOSE']],
  [
    'CONTENT_UNEXPECTED never unknown',
    [
      'Z_DATA_ERROR',
      'Z_BUF_ERROR',
      'Z_NEED_DICT',
      'ERR__ERROR_FORMAT_PADDING_1',
      'ZSTD_error_prefix_unknown',
      'ERR_ENCODING_INVALID_ENCODED_DATA',
      'ERR_OSSL_BAD_DECRYPT',
    ],
  ],
  ['NETWORK_FAILED later none', ['ENODATA', 'ESERVFAIL', 'ETIMEOUT', 'EADDRNOTAVAIL']],
  [
    'NETWORK_FAILED later unknown',
    [
      'ENOTCONN',
      'HPE_INVALID_CONSTANT',
      'HPE_HEADER_OVERFLOW',
      'ERR_HTTP2_STREAM_ERROR',
      'ERR_HTTP2_ERROR',
      'ERR_HTTP2_GOAWAY_SESSION',
      'UND_ERR_CLOSED',
      'UND_ERR_HEADERS_OVERFLOW',
    ],
  ],
  ['ANSWER_TOO_LARGE never unknown', ['UND_ERR_RES_EXCEEDED_MAX_SIZE']],
  ['ABORTED never unknown', ['UND_ERR_ABORTED', 'ERR_SCRIPT_EXECUTION_INTERRUPTED']],
  ['TIMEOUT later unknown', ['ERR_SCRIPT_EXECUTION_TIMEOUT']],
  [
    'DEFECT never unknown',
    [
      'EINVAL',
      'EBADF',
      'Z_STREAM_ERROR',
      'UND_ERR_INVALID_ARG',
      'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
      'ERR_TLS_INVALID_PROTOCOL_VERSION',
      'ERR_STREAM_DESTROYED',
      'ERR_STREAM_WRITE_AFTER_END',
      'ERR_HTTP_HEADERS_SENT',
      'ERR_HTTP2_INVALID_HEADER_VALUE',
      'ERR_SERVER_NOT_RUNNING',
      'ERR_CRYPTO_INVALID_KEYLEN',
      'ERR_OSSL_UNSUPPORTED',
      'ERR_INVALID_URL',
      'ERR_DIR_CLOSED',
      'ERR_USE_AFTER_CLOSE',
      'ERR_UNHANDLED_ERROR',
    ],
  ],
];

describe('an error that Node throws with a code', () => {
  it.each(TOLD.flatMap(([name, codes]) => codes.map((code) => [code, name] as const)))(
    '%s is %s',
    (code, name) => {
      const cause = coded(code);
      const failure = toFailure(cause);
      expect(`${failure.code} ${failure.retry} ${failure.effect}`).toBe(name);
      expect(failure.cause).toBe(cause);
    },
  );

  it.each([
    ['ENOENT', 'connect', 'NETWORK_FAILED'],
    ['EACCES', 'connect', 'PERMISSION_DENIED'],
    ['EACCES', 'listen', 'PERMISSION_DENIED'],
    ['EPERM', 'kill', 'PERMISSION_DENIED'],
    ['EACCES', 'spawn /etc/hosts', 'PERMISSION_DENIED'],
    ['EACCES', 'open', 'STORAGE_UNAVAILABLE'],
    ['ENOSPC', 'watch', 'RESOURCE_EXHAUSTED'],
    ['ENOSPC', 'write', 'STORAGE_QUOTA'],
    ['ECONNABORTED', 'read', 'NETWORK_FAILED'],
  ])('%s of the system call %s is %s', (code, syscall, name) => {
    expect(toFailure(coded(code, { syscall })).code).toBe(name);
  });

  it('is a mistake in the path when a call to a file refuses its path', () => {
    const path = '/etc/hosts';
    expect(toFailure(coded('EINVAL', { syscall: 'readlink', path })).family).toBe('storage');
    expect(toFailure(coded('EINVAL', { syscall: 'setsockopt' })).code).toBe('DEFECT');
  });

  it('is a timeout when a timeout signal aborted the work', () => {
    const cause = new DOMException('', 'TimeoutError');
    expect(toFailure(coded('ABORT_ERR', { name: 'AbortError', cause })).code).toBe('TIMEOUT');
    expect(toFailure(coded('ABORT_ERR', { name: 'AbortError' })).code).toBe('ABORTED');
  });

  it('is network trouble when a bare TypeError wraps it', () => {
    const cause = coded('HPE_INVALID_CONSTANT');
    expect(toFailure(new TypeError('fetch failed', { cause })).code).toBe('NETWORK_FAILED');
    const other = coded('ENOENT');
    expect(toFailure(new TypeError('no', { cause: other })).code).toBe('DEFECT');
  });

  it.each([
    ['a code of axios', 'ECONNABORTED', {}, 'TIMEOUT'],
    ['a code of axios for a request given up', 'ERR_CANCELED', {}, 'ABORTED'],
    ['a library that says ERR_ too', 'ERR_JWT_EXPIRED', { name: 'JWTExpired' }, 'UNKNOWN'],
    ['a code of an app', 'STORY_LOCKED', {}, 'UNKNOWN'],
    ['a code that ends otherwise', 'ENOENTX', {}, 'UNKNOWN'],
  ])('is not read into %s', (_title, code, props, name) => {
    expect(toFailure(coded(code, props)).code).toBe(name);
  });

  it('has a name for any text after ERR_, and never claims "no effect" for an unknown code', () => {
    const word = fc.stringMatching(/^[A-Z]{1,9}(_[A-Z]{1,9}){0,3}$/);
    fc.assert(
      fc.property(word, (rest) => {
        const failure = toFailure(coded(`ERR_X${rest}`));
        expect(failure).toMatchObject({ code: 'DEFECT', retry: 'never', effect: 'unknown' });
      }),
    );
  });

  it('is never asked in a browser, whose builds ship none of it', () => {
    expect(toldByBrowsers(coded('ENOENT'), {})).toBeUndefined();
    expect(nodeFailure(coded('ENOENT'), {})).toBeDefined();
  });
});
