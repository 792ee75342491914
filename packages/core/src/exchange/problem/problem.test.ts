import { describe, expect, it } from 'vitest';
import { allowDetails } from '../../failures/allow-details.ts';
import type { FailureKind } from '../../failures/failure-kind.ts';
import { Failure } from '../../failures/failure.ts';
import { REQUEST_INVALID } from '../../failures/kinds/contract.ts';
import { BODY_TOO_LARGE, RATE_LIMITED } from '../../failures/kinds/http.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { PIPELINE_INVALID } from '../../failures/kinds/policy.ts';
import { UNKNOWN } from '../../failures/kinds/runtime.ts';
import { toProblem } from './problem.ts';

const STORY: FailureKind<'STORY_REFUSED', { words: number }> = {
  ...RATE_LIMITED,
  code: 'STORY_REFUSED',
  number: 2000,
  family: 'story',
  pick: allowDetails('words'),
};

const json = (failure: Failure): unknown => JSON.parse(JSON.stringify(toProblem(failure)));

describe('a failure as problem details', () => {
  it('says what a program needs to decide, and no more', () => {
    const known = { retryAfterMs: 10, requestId: 'r', incidentId: 'i' };
    expect(json(new Failure(RATE_LIMITED, known))).toEqual({
      type: 'urn:holdfast:failure:rate-limited',
      title: 'rate limited',
      status: 429,
      code: 'RATE_LIMITED',
      number: RATE_LIMITED.number,
      family: 'rate-limit',
      severity: 'warning',
      retry: 'later',
      effect: 'none',
      ...known,
    });
  });

  it('is a 500 where the failure has no status', () => {
    expect(json(new Failure(NETWORK_FAILED))).toMatchObject({ status: 500 });
  });

  it('says nothing about its cause', () => {
    const cause = new Error('SELECT password FROM accounts');
    expect(JSON.stringify(toProblem(new Failure(UNKNOWN, { cause })))).not.toMatch(/SELECT|stack/);
  });

  it('points at the wrong fields', () => {
    const issues = [{ pointer: '/traits/0', message: 'too long' }];
    expect(json(new Failure(REQUEST_INVALID, { details: { issues } }))).toMatchObject({
      errors: [{ detail: 'too long', pointer: '#/traits/0' }],
    });
    expect(json(new Failure(REQUEST_INVALID, { details: { issues } }))).not.toHaveProperty(
      'details',
    );
  });

  it('tells details, but not the advice for developers', () => {
    const large = new Failure(BODY_TOO_LARGE, { details: { limitBytes: 10 } });
    expect(json(large)).toMatchObject({ details: { limitBytes: 10 } });
    const invalid = new Failure(PIPELINE_INVALID, { details: { remedy: 'Give it a number.' } });
    expect(json(invalid)).not.toHaveProperty('details');
  });

  it('tells the row of its kind, so that no reader needs a table of kinds', () => {
    expect(json(new Failure(STORY, { details: { words: 7 } }))).toMatchObject({
      code: 'STORY_REFUSED',
      number: 2000,
      family: 'story',
      severity: 'warning',
      retry: 'later',
      effect: 'none',
      details: { words: 7 },
    });
    const { number, family, severity } = NETWORK_FAILED;
    const row = { number, family, severity };
    // `retry` and `effect` may differ from the kind: this failure knows more.
    const untouched = new Failure(NETWORK_FAILED, { retry: 'now', effect: 'none' });
    expect(json(untouched)).toMatchObject({ ...row, retry: 'now', effect: 'none' });
  });
});
