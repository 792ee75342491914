import { describe, expect, it } from 'vitest';
import type { RetryAdvice } from '../../failures/failure-kind.ts';
import { retryAdvice } from './retry-advice.ts';

describe('the advice of a server about a retry', () => {
  it.each<[string, RetryAdvice | undefined]>([
    ['true', 'later'],
    ['false', 'never'],
    [' true ', 'later'],
    ['True', undefined],
    ['1', undefined],
    ['', undefined],
  ])('says for %j: %s', (said, advice) => {
    expect(retryAdvice({ 'x-should-retry': said })).toBe(advice);
  });

  it('is `undefined` when the server says nothing about it', () => {
    expect(retryAdvice({})).toBeUndefined();
    expect(retryAdvice({ '': 'true' })).toBeUndefined();
  });
});
