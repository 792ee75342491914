import { describe, expect, it } from 'vitest';
import { failureOf } from './failure-of.ts';
import { Failure } from './failure.ts';
import { CIRCUIT_OPEN } from './kinds/policy.ts';
import { toFailure } from './naming/to-failure.ts';
import { toPlainFailure } from './naming/to-plain-failure.ts';

const failure = new Failure(CIRCUIT_OPEN, { retryAfterMs: 5 });
const inCircles = new Error('one');
inCircles.cause = new Error('two', { cause: inCircles });
const revoked = Proxy.revocable({}, {});
revoked.revoke();

const wrapped: readonly (readonly [string, unknown])[] = [
  ['the failure itself', failure],
  ['an error that it caused', new TypeError('fetch failed', { cause: failure })],
  [
    'an error around an error that it caused',
    new Error('query', { cause: new TypeError('fetch failed', { cause: failure }) }),
  ],
  ['an object with a cause that is no error', { name: 'AxiosError', cause: failure }],
];

describe('the failure in an error', () => {
  it.each(wrapped)('is found in %s', (_title, error) => {
    expect(failureOf(error)).toBe(failure);
  });

  it.each(wrapped)('stays the same failure when an app catches %s', (_title, error) => {
    expect(toFailure(error)).toBe(failure);
    expect(toPlainFailure(error)).toBe(failure);
  });

  it('is the outermost when there are several', () => {
    const outer = new Failure(CIRCUIT_OPEN, { cause: failure });
    expect(failureOf(new Error('', { cause: outer }))).toBe(outer);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'oops'],
    ['an error without a cause', new Error('oops')],
    ['causes in a circle', inCircles],
    ['a revoked proxy', revoked.proxy],
    ['the JSON of one, which only parseFailure reads', failure.toJSON()],
  ])('is not there in %s', (_title, error) => {
    expect(failureOf(error)).toBeUndefined();
  });
});
