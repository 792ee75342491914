import { describe, expect, it } from 'vitest';
import { abortFailure } from './abort-failure.ts';
import { Failure } from './failure.ts';
import { DEADLINE_EXCEEDED } from './kinds/policy.ts';

const thrown = new DOMException('', 'AbortError');

describe('an aborted signal', () => {
  it.each<[string, unknown, string]>([
    ['nothing said', undefined, 'ABORTED'],
    ['a text', 'left the page', 'ABORTED'],
    ['null', null, 'ABORTED'],
    ['an error of the app', new Error('left'), 'ABORTED'],
    ['a timeout', new DOMException('', 'TimeoutError'), 'TIMEOUT'],
  ])('with %s as its reason', (_title, reason, code) => {
    expect(abortFailure(AbortSignal.abort(reason), thrown)).toMatchObject({ code, cause: thrown });
  });

  it('whose reason is a failure failed for that reason', () => {
    const reason = new Failure(DEADLINE_EXCEEDED);
    expect(abortFailure(AbortSignal.abort(reason), thrown)).toBe(reason);
    const error = new TypeError('', { cause: reason });
    expect(abortFailure(AbortSignal.abort(error), thrown)).toBe(reason);
  });

  it('takes the effect from the code that names the failure', () => {
    expect(abortFailure(AbortSignal.abort(), thrown).effect).toBe('unknown');
    expect(abortFailure(AbortSignal.abort(), thrown, { effect: 'none' }).effect).toBe('none');
  });
});
