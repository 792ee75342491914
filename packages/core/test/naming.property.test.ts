import { isFailure, toFailure } from '@holdfast/core';
import {
  toHydrationFailure,
  toImportFailure,
  toJsonFailure,
  toLockFailure,
  toNetworkFailure,
  toRenderFailure,
  toStorageFailure,
  toWorkerFailure,
} from '@holdfast/core/parts';
import { toDatabaseFailure } from '@holdfast/server/parts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const SITES = {
  toFailure,
  toDatabaseFailure,
  toHydrationFailure,
  toImportFailure,
  toJsonFailure,
  toLockFailure,
  toNetworkFailure,
  toRenderFailure,
  toStorageFailure,
  toWorkerFailure,
};

const NAMES = [
  ...['AbortError', 'TimeoutError', 'NetworkError', 'QuotaExceededError', 'SecurityError'],
  ...['InvalidStateError', 'DataError', 'ConstraintError', 'UnknownError', 'VersionError'],
  ...['NotAllowedError', 'NotFoundError', 'SyntaxError', 'OperationError', 'DataCloneError'],
  ...['TransactionInactiveError', 'ReadOnlyError', 'NotReadableError', 'Error', 'TypeError'],
];
const CODES = [
  ...['ENOENT', 'EISDIR', 'EACCES', 'ENOSPC', 'EPIPE', 'ECONNRESET', 'Z_DATA_ERROR', 'ABORT_ERR'],
  ...['ERR_STREAM_DESTROYED', 'ERR_INVALID_URL', 'ERR_WORKER_PATH', 'SQLITE_BUSY', '40001'],
];
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string());
const code = fc.oneof(fc.constantFrom(...CODES), fc.string(), fc.integer(), fc.constant(undefined));
const error = fc
  .record({ name, code, text: fc.string(), inner: fc.option(name, { nil: undefined }) })
  .map(({ name: label, code: word, text, inner }) => {
    const made = Object.assign(new Error(text), { name: label, code: word });
    return inner === undefined ? made : Object.assign(made, { cause: new DOMException('', inner) });
  });
const exception = fc.tuple(fc.string(), name).map(([text, label]) => new DOMException(text, label));
const anything = fc.anything({ withNullPrototype: true });
// Each part may be a value that cannot become a text.
const odd = fc.record({
  name: fc.oneof(name, anything),
  code: fc.oneof(code, anything),
  type: fc.oneof(fc.constantFrom('error', 'abort', 'close'), anything),
  ...{ message: anything, cause: anything, target: anything },
});
const thrown = fc.oneof(
  error,
  exception,
  odd,
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
);

describe('any thrown value', () => {
  it.each(Object.entries(SITES))('has a name at %s, which never throws itself', (_site, toName) => {
    fc.assert(
      fc.property(thrown, (one) => {
        const failure = toName(one);
        expect(isFailure(failure)).toBe(true);
        // A lasting fault is not worth another try.
        const isLasting = failure.code === 'DEFECT' || failure.code === 'UNKNOWN';
        expect(isLasting && failure.retry !== 'never').toBe(false);
        expect(() => JSON.stringify(failure)).not.toThrow();
      }),
    );
  });

  it('is not named by its text when the call site does not say what it called', () => {
    const texts = [
      '',
      'Failed to fetch',
      'JSON',
      'QuotaExceededError',
      'closing',
      'aborted',
      '404',
    ];
    fc.assert(
      fc.property(name, code, fc.constantFrom(...texts), (label, word, text) => {
        const props = { name: label, code: word };
        const plain = toFailure(Object.assign(new Error('whatever it says'), props));
        const other = toFailure(Object.assign(new Error(text), props));
        expect([other.code, other.retry, other.effect]).toEqual([
          plain.code,
          plain.retry,
          plain.effect,
        ]);
      }),
    );
  });

  it.each(['InvalidStateError', 'DataError', 'SecurityError', 'NotFoundError', 'OperationError'])(
    'is no storage where storage was not asked: %s',
    (label) => {
      fc.assert(
        fc.property(fc.string(), (text) => {
          const one = new DOMException(text, label);
          expect(['storage', 'quota', 'transaction']).not.toContain(toFailure(one).family);
          expect(['storage', 'transaction']).toContain(toStorageFailure(one).family);
        }),
      );
    },
  );
});
