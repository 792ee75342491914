import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { createRequestMetrics } from './create-request-metrics.ts';
import type { RequestLog } from './request-log.ts';

const line = (failure?: Failure): RequestLog => ({
  time: 0,
  method: 'GET',
  route: '/notes',
  status: failure?.status ?? 200,
  durationMs: 10,
  level: 'info',
  requestId: 'r',
  incidentId: 'i',
  ...(failure && { failure: failure.toJSON() }),
});

it('counts each request, passes its line on, and reports the counts as one event', () => {
  const lines: unknown[] = [];
  const events: unknown[][] = [];
  const { request, report } = createRequestMetrics({
    log: { request: (one) => void lines.push(one), event: (...told) => void events.push(told) },
  });
  const [answered, refused] = [line(), line(new Failure(catalogue.UNAUTHENTICATED))];
  request(answered);
  request(refused);
  report();
  expect(lines).toEqual([answered, refused]);
  expect(events).toMatchObject([
    ['info', 'metrics', { fields: { UNAUTHENTICATED: 1, authFailures: 1 } }],
  ]);
});
