import { describe, expect, it } from 'vitest';
import { Failure } from './failure.ts';
import { BODY_TOO_LARGE, NOT_FOUND, RATE_LIMITED } from './kinds/http.ts';
import { matchFailure } from './match-failure.ts';

const answer = (failure: Failure): string =>
  matchFailure(failure, {
    BODY_TOO_LARGE: ({ details }) => `at most ${details.limitBytes}`,
    api: ({ status }) => `api ${status}`,
    otherwise: ({ code }) => `other ${code}`,
  });

describe('matching a failure', () => {
  it('calls the case of its code first', () => {
    expect(answer(new Failure(BODY_TOO_LARGE, { details: { limitBytes: 7 } }))).toBe('at most 7');
  });

  it('calls the case of its family next', () => {
    expect(answer(new Failure(NOT_FOUND))).toBe('api 404');
  });

  it('calls `otherwise` when no case fits', () => {
    expect(answer(new Failure(RATE_LIMITED))).toBe('other RATE_LIMITED');
    expect(answer(new Failure({ ...RATE_LIMITED, code: 'toString' }))).toBe('other toString');
  });

  it('returns `undefined` when the case returns `undefined`', () => {
    expect(matchFailure(new Failure(NOT_FOUND), { NOT_FOUND: () => undefined })).toBeUndefined();
  });

  it('raises a defect for a code that the types did not foresee', () => {
    const liar = new Failure(RATE_LIMITED) as Failure as Failure<'NOT_FOUND'>;
    expect(() => matchFailure(liar, { NOT_FOUND: () => 1 })).toThrow(
      expect.objectContaining({ code: 'DEFECT', cause: liar }),
    );
  });
});
