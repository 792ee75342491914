import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { toProblemResponse } from './to-problem-response.ts';

const context = { requestId: 'r-1', incidentId: 'i-1' };

it('tells a failure by code, status, ids and field issues', async () => {
  const issues = [{ pointer: '/name', message: 'This name is taken.' }];
  const response = toProblemResponse(
    new Failure(catalogue.REQUEST_INVALID, { details: { issues } }),
    context,
  );
  expect(response.status).toBe(422);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('x-request-id')).toBe('r-1');
  expect(await response.json()).toEqual({
    type: 'urn:holdfast:failure:request-invalid',
    title: 'request invalid',
    status: 422,
    code: 'REQUEST_INVALID',
    number: 1101,
    family: 'validation',
    severity: 'info',
    retry: 'never',
    effect: 'none',
    requestId: 'r-1',
    incidentId: 'i-1',
    errors: [{ pointer: '#/name', detail: 'This name is taken.' }],
  });
});

it('asks to wait in whole seconds, rounded up', () => {
  const failure = new Failure(catalogue.RATE_LIMITED, { retryAfterMs: 1200 });
  expect(toProblemResponse(failure, context).headers.get('retry-after')).toBe('2');
});

it.each([
  ['an error', new Error('SELECT password FROM accounts')],
  ['a defect', new TypeError('secret is not a function')],
  [
    'a database failure',
    new Failure(catalogue.DATABASE_FAILED, { cause: new Error('near SELECT password') }),
  ],
  ['a string', 'secret'],
  ['nothing', undefined],
  [
    'a failure of another server',
    new Failure(catalogue.NETWORK_FAILED, { cause: new Error('secret host') }),
  ],
  ['a failure with a status that is none', new Failure(catalogue.UNKNOWN, { status: 200 })],
])('lets nothing out of %s but where to look it up', async (_, thrown) => {
  const response = toProblemResponse(thrown, context);
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toMatch(/secret|select|password|stack|\bat \//i);
  expect(JSON.parse(text)).toMatchObject({ status: 500, incidentId: 'i-1', requestId: 'r-1' });
});
