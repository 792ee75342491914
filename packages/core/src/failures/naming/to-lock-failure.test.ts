import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { CONFLICT } from '../kinds/http.ts';
import { toLockFailure } from './to-lock-failure.ts';

const abort = new DOMException('', 'AbortError');
const live = new AbortController().signal;

describe('a lock that was not kept', () => {
  it.each<[string, unknown, AbortSignal | undefined, string, string]>([
    ['was stolen', abort, undefined, 'LOCK_LOST', 'unknown'],
    ['was stolen from one who could have given up', abort, live, 'LOCK_LOST', 'unknown'],
    ['was given up', abort, AbortSignal.abort(), 'ABORTED', 'none'],
    [
      'took too long',
      abort,
      AbortSignal.abort(new DOMException('', 'TimeoutError')),
      'TIMEOUT',
      'none',
    ],
    ['is taken', null, undefined, 'LOCK_UNAVAILABLE', 'none'],
    [
      'is not for this origin',
      new DOMException('', 'SecurityError'),
      live,
      'LOCK_UNAVAILABLE',
      'none',
    ],
    [
      'is not for a page that goes',
      new DOMException('', 'InvalidStateError'),
      live,
      'LOCK_UNAVAILABLE',
      'none',
    ],
    ['was held by a bug', new TypeError('no'), live, 'DEFECT', 'unknown'],
  ])('because it %s', (_title, error, signal, code, effect) => {
    expect(toLockFailure(error, signal)).toMatchObject({ code, effect });
  });

  it('tells its cause, or the failure of the work under the lock', () => {
    expect(toLockFailure(abort).cause).toBe(abort);
    const security = new DOMException('', 'SecurityError');
    expect(toLockFailure(security)).toMatchObject({ retry: 'never', cause: security });
    const failure = new Failure(CONFLICT);
    expect(toLockFailure(failure, AbortSignal.abort())).toBe(failure);
  });
});
