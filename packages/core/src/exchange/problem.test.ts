import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { REQUEST_INVALID } from '../failures/kinds/contract.ts';
import { RATE_LIMITED } from '../failures/kinds/http.ts';
import { UNKNOWN } from '../failures/kinds/runtime.ts';
import { readProblem, toProblem } from './problem.ts';

describe('a failure as problem details', () => {
  it('says what a program needs to act', () => {
    const failure = new Failure(RATE_LIMITED, {
      retryAfterMs: 10,
      requestId: 'r',
      incidentId: 'i',
    });
    expect(toProblem(failure)).toMatchObject({
      type: 'urn:holdfast:failure:rate-limited',
      title: 'rate limited',
      status: 429,
      code: 'RATE_LIMITED',
      retryAfterMs: 10,
      requestId: 'r',
      incidentId: 'i',
    });
  });

  it('tells nothing of what caused it', () => {
    const cause = new Error('SELECT password FROM accounts');
    expect(JSON.stringify(toProblem(new Failure(UNKNOWN, { cause })))).not.toMatch(/SELECT|stack/);
  });

  it('is understood by the reader at the other end', () => {
    const issues = [{ pointer: '/traits/0', message: 'too long' }];
    const failure = new Failure(REQUEST_INVALID, { details: { issues }, incidentId: 'i' });
    const body: unknown = JSON.parse(JSON.stringify(toProblem(failure)));
    expect(readProblem(body, 422)).toEqual({ kind: REQUEST_INVALID, issues, incidentId: 'i' });
  });

  it('is read from anything without trouble and without touching a prototype', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 100, max: 599 }), (body, status) => {
        readProblem(body, status);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
    );
  });
});
