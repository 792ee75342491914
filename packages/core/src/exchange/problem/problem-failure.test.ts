import { expect, it } from 'vitest';
import { problemFailure } from './problem-failure.ts';

it.each<[string, unknown, object]>([
  [
    'its code and status',
    { status: 402, code: 'BUDGET_EXCEEDED', number: 1420 },
    { code: 'BUDGET_EXCEEDED' },
  ],
  ['its status', { status: 503, retryAfterMs: 900 }, { code: 'UNAVAILABLE', retryAfterMs: 900 }],
  ['status 500 when it has none', 'sorry', { code: 'SERVER_ERROR', status: 500 }],
  [
    'its code, without an echo of what the user wrote',
    { status: 422, errors: [{ detail: 'secret', pointer: '' }] },
    { code: 'REQUEST_INVALID', details: {} },
  ],
])('a problem within a stream is named by %s', (_, problem, failure) => {
  const named = problemFailure(problem, { requestId: 'r1', incidentId: 'i1' });
  expect(named).toMatchObject({ ...failure, requestId: 'r1', incidentId: 'i1' });
});
