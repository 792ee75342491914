import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { RATE_LIMITED } from '../kinds/http.ts';
import { toFailure } from './to-failure.ts';

const revoked = Proxy.revocable({}, {});
revoked.revoke();
const throwing = {
  get name(): string {
    throw new Error('no');
  },
  get message(): string {
    throw new Error('no');
  },
};
const named = (name: string): Error => Object.assign(new Error('whatever it says'), { name });
const coded = (code: unknown): Error => Object.assign(new Error('whatever it says'), { code });

// The corpus beside this package's tests has hundreds of these, as engines throw them.
describe('any thrown value', () => {
  it.each<[string, unknown, string]>([
    ['an abort', new DOMException('', 'AbortError'), 'ABORTED'],
    ['a timeout', new DOMException('', 'TimeoutError'), 'TIMEOUT'],
    ['a full disk', new DOMException('', 'QuotaExceededError'), 'STORAGE_QUOTA'],
    ['an act that a policy forbids', new DOMException('', 'SecurityError'), 'CONTENT_BLOCKED'],
    ['a socket that is not open', new DOMException('', 'InvalidStateError'), 'DEFECT'],
    ['a key that cannot be read', new DOMException('', 'DataError'), 'DEFECT'],
    ['a selector that does not parse', new DOMException('', 'SyntaxError'), 'DEFECT'],
    ['a bug', new TypeError('x is not a function'), 'DEFECT'],
    ['an error of an app', new Error('oops'), 'UNKNOWN'],
    ['a string', 'oops', 'UNKNOWN'],
    ['null', null, 'UNKNOWN'],
    ['nothing', undefined, 'UNKNOWN'],
    ['a frozen object', Object.freeze({}), 'UNKNOWN'],
    ['a name that is no text', { name: 4 }, 'UNKNOWN'],
    ['a name that is part of one', named('Error'), 'UNKNOWN'],
    ['a name that is two', named('AbortError CanceledErro'), 'UNKNOWN'],
    ['no name', named(''), 'UNKNOWN'],
    ['a code that is a number', coded(4), 'UNKNOWN'],
    ['a throwing getter', throwing, 'UNKNOWN'],
    ['a revoked proxy', revoked.proxy, 'UNKNOWN'],
  ])('%s gets its name', (_title, thrown, code) => {
    expect(toFailure(thrown).code).toBe(code);
  });

  it.each([
    ['ABORTED', ['AbortError', 'CanceledError', 'ABORT_ERR', 'ERR_CANCELED']],
    ['TIMEOUT', ['TimeoutError', 'ECONNABORTED']],
    ['NETWORK_FAILED', ['NetworkError', 'ERR_NETWORK']],
    [
      'STORAGE_QUOTA',
      ['NS_ERROR_DOM_QUOTA_REACHED', 'NS_ERROR_FILE_NO_DEVICE_SPACE', 'ENOSPC', 'EDQUOT'],
    ],
    ['STORAGE_UNAVAILABLE', ['EACCES', 'EPERM', 'EROFS']],
    ['STORAGE_NEWER', ['VersionError']],
    ['STORAGE_CORRUPT', ['NS_ERROR_FILE_CORRUPTED']],
    ['STORAGE_FAILED', ['UnknownError', 'NotReadableError']],
    ['STORAGE_QUERY_FAILED', ['TransactionInactiveError']],
    ['CONSTRAINT_BROKEN', ['ConstraintError']],
    ['PERMISSION_DENIED', ['NotAllowedError']],
    ['RESOURCE_EXHAUSTED', ['EMFILE', 'ENFILE', 'ENOMEM', 'ERR_WORKER_OUT_OF_MEMORY']],
    [
      'CHUNK_FAILED',
      ['ChunkLoadError', 'CSS_CHUNK_LOAD_FAILED', 'ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'],
    ],
    ['STREAM_INTERRUPTED', ['ERR_STREAM_PREMATURE_CLOSE']],
    ['JSON_INVALID', ['SyntaxError']],
    ['CONTENT_UNEXPECTED', ['EncodingError']],
    ['CONTENT_BLOCKED', ['EvalError', 'SecurityError']],
    [
      'DEFECT',
      [
        ...['TypeError', 'ReferenceError', 'InternalError', 'AssertionError'],
        ...['InvalidCharacterError', 'InvalidStateError', 'DataError', 'CompileError'],
      ],
    ],
  ])('is %s when its name or code is one of %j', (code, labels) => {
    for (const label of labels) {
      expect([label, toFailure(named(label)).code]).toEqual([label, code]);
      expect([label, toFailure(coded(label)).code]).toEqual([label, code]);
    }
  });

  it('has an unknown effect when it says that a text was no JSON, because the sender may have done the work', () => {
    expect(toFailure(new SyntaxError('no'))).toMatchObject({ retry: 'never', effect: 'unknown' });
  });

  it('stays as it is when it has a name already', () => {
    const failure = new Failure(RATE_LIMITED);
    expect(toFailure(failure)).toBe(failure);
  });

  it('is read when it is the JSON of a failure', () => {
    const json: unknown = JSON.parse(
      JSON.stringify(new Failure(RATE_LIMITED, { retryAfterMs: 7 })),
    );
    expect(toFailure(json)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 7 });
    expect(toFailure(json)).toBeInstanceOf(Failure);
  });

  it('is kept as the cause, with the facts that the catcher knows', () => {
    const cause = new Error('oops');
    expect(toFailure(cause, { requestId: 'r', attempts: 3 })).toMatchObject({
      cause,
      requestId: 'r',
      attempts: 3,
    });
  });

  it('says why the network failed where the runtime does', () => {
    expect(toFailure(coded('ECONNREFUSED'))).toMatchObject({
      code: 'NETWORK_FAILED',
      effect: 'none',
      details: { reason: 'refused' },
    });
    expect(toFailure(coded('ECONNREFUSED'), { effect: 'unknown' })).toMatchObject({
      effect: 'unknown',
    });
  });

  it('keeps the status and the hint of an answer', () => {
    const response = new Response(null, { status: 503, headers: { 'retry-after': '2' } });
    const error = Object.assign(new Error('no'), { name: 'HTTPError', response });
    expect(toFailure(error)).toMatchObject({
      code: 'UNAVAILABLE',
      status: 503,
      retryAfterMs: 2000,
      cause: error,
    });
  });

  it('points at the values that a schema refused', () => {
    const issues = [{ message: 'Odd', path: ['a', { key: 0 }] }, { message: 'Bad' }];
    expect(toFailure({ issues }).details).toEqual({
      issues: [
        { pointer: '/a/0', message: 'Odd' },
        { pointer: '', message: 'Bad' },
      ],
    });
    expect(toFailure({ issues: [] }).code).toBe('UNKNOWN');
    expect(toFailure({ issues: [...issues, {}] }).code).toBe('UNKNOWN');
    expect(toFailure({ issues: [{ message: 'Odd', path: 7 }] }).code).toBe('UNKNOWN');
    const many = Array.from({ length: 60 }, () => ({ message: 'Odd' }));
    expect((toFailure({ issues: many }).details as { issues: unknown[] }).issues).toHaveLength(50);
  });

  it('has the name of its parts when all parts have the same name', () => {
    const abort = new DOMException('', 'AbortError');
    expect(toFailure(new AggregateError([abort, abort])).code).toBe('ABORTED');
    expect(toFailure(new AggregateError([abort, new TypeError('x')])).code).toBe('UNKNOWN');
    expect(toFailure(new AggregateError([])).code).toBe('UNKNOWN');
    const [refused, late] = [coded('ECONNREFUSED'), coded('ETIMEDOUT')];
    expect(toFailure(new AggregateError([refused, refused]))).toMatchObject({
      ...{ code: 'NETWORK_FAILED', effect: 'none' },
    });
    expect(toFailure(new AggregateError([refused, late]))).toMatchObject({
      ...{ code: 'NETWORK_FAILED', effect: 'unknown' },
    });
    const endless: { errors: unknown[] } = { errors: [] };
    endless.errors.push(endless, endless);
    expect(toFailure(endless).code).toBe('UNKNOWN');
    const after = Array.from({ length: 10 }, () => abort as unknown);
    expect(toFailure(new AggregateError([...after, new TypeError('x')])).code).toBe('ABORTED');
  });
});
