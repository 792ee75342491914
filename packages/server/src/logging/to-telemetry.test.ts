import { catalogue, Failure } from '@holdfast/core';
import { createMetrics } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { answerProblem } from '../hono/problem-handlers.ts';
import { requestScope } from '../hono/request-scope.ts';
import { toTelemetry } from './to-telemetry.ts';

it('counts refusals of authentication and authorisation beside all other outcomes', async () => {
  const platform = createVirtualPlatform();
  const metrics = createMetrics({ platform });
  const app = new Hono();
  app.onError(answerProblem);
  app.use(requestScope({ platform, log: toTelemetry(metrics.sink) }));
  app.get('/fine', (c) => c.text('fine'));
  for (const code of ['UNAUTHENTICATED', 'FORBIDDEN', 'CROSS_SITE_REFUSED'] as const) {
    app.get(`/${code}`, () => {
      throw new Failure(catalogue[code]);
    });
  }
  for (const path of ['/fine', '/fine', '/UNAUTHENTICATED', '/UNAUTHENTICATED', '/FORBIDDEN']) {
    // oxlint-disable-next-line no-await-in-loop
    await app.request(path);
  }
  await app.request('/CROSS_SITE_REFUSED');
  expect(metrics.getSnapshot()).toMatchObject({
    failures: {
      byCode: { UNAUTHENTICATED: 2, FORBIDDEN: 1, CROSS_SITE_REFUSED: 1 },
      byFamily: { auth: 3, security: 1 },
      auth: 4,
    },
    outcomes: { live: 2, failed: 4 },
  });
});
