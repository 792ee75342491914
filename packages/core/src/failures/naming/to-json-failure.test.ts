import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { CONFLICT } from '../kinds/http.ts';
import { toFailure } from './to-failure.ts';
import { toJsonFailure } from './to-json-failure.ts';

const ofWebkit = new DOMException('The string did not match the expected pattern.', 'SyntaxError');

describe('text that is no JSON', () => {
  it('is JSON_INVALID where the caller parsed JSON, for any class of error', () => {
    for (const thrown of [new SyntaxError('no'), ofWebkit]) {
      expect(toJsonFailure(thrown)).toMatchObject({
        code: 'JSON_INVALID',
        retry: 'never',
        effect: 'unknown',
        cause: thrown,
      });
    }
  });

  it('is not a selector or an address that does not parse', () => {
    expect(toFailure(ofWebkit).code).toBe('DEFECT');
    expect(toFailure(Object.assign(new Error('no'), { name: 'SyntaxError', code: 12 })).code).toBe(
      'DEFECT',
    );
  });

  it('is not every error of the code around it', () => {
    const failure = new Failure(CONFLICT);
    expect(toJsonFailure(failure)).toBe(failure);
    expect(toJsonFailure(new TypeError('no')).code).toBe('DEFECT');
  });
});
