import { describe, expect, it } from 'vitest';
import { Failure } from './failure.ts';
import { RATE_LIMITED } from './kinds/http.ts';
import { toFailure } from './to-failure.ts';

const revoked = Proxy.revocable({}, {});
revoked.revoke();

describe('whatever was thrown', () => {
  it.each<[string, unknown, string]>([
    ['an abort', new DOMException('', 'AbortError'), 'ABORTED'],
    ['a timeout', new DOMException('', 'TimeoutError'), 'TIMEOUT'],
    ['a full disk', new DOMException('', 'QuotaExceededError'), 'STORAGE_QUOTA'],
    ['blocked storage', new DOMException('', 'SecurityError'), 'STORAGE_UNAVAILABLE'],
    ['a closed database', new DOMException('', 'InvalidStateError'), 'STORAGE_FAILED'],
    ['a bug', new TypeError('x is not a function'), 'DEFECT'],
    ['an error of an app', new Error('oops'), 'UNKNOWN'],
    ['a string', 'oops', 'UNKNOWN'],
    ['null', null, 'UNKNOWN'],
    ['nothing', undefined, 'UNKNOWN'],
    ['a frozen object', Object.freeze({}), 'UNKNOWN'],
    ['a name that is no text', { name: 4 }, 'UNKNOWN'],
    [
      'a throwing getter',
      {
        get name(): string {
          throw new Error('no');
        },
      },
      'UNKNOWN',
    ],
    ['a revoked proxy', revoked.proxy, 'UNKNOWN'],
  ])('%s gets its name', (_title, thrown, code) => {
    expect(toFailure(thrown).code).toBe(code);
  });

  it('stays as it is when it has one already', () => {
    const failure = new Failure(RATE_LIMITED);
    expect(toFailure(failure)).toBe(failure);
  });

  it('is kept as the cause', () => {
    const cause = new Error('oops');
    expect(toFailure(cause).cause).toBe(cause);
  });
});
