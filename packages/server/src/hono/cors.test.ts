import { catalogue, Failure } from '@holdfast/core';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { cors } from './cors.ts';
import { answerProblem } from './problem-handlers.ts';

const origin = 'https://app.example';
const app = new Hono();
app.onError(answerProblem);
app.use(cors({ allowedOrigins: [origin] }));
app.get('/fine', (c) => c.text('fine', { headers: { vary: 'Accept' } }));
app.get('/limited', () => {
  throw new Failure(catalogue.RATE_LIMITED, { retryAfterMs: 5000 });
});

it('lets a page of another origin read a failure and what it says about waiting', async () => {
  const answer = await app.request('/limited', { headers: { origin } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
  expect(answer.headers.get('retry-after')).toBe('5');
});

it('leaves alone what else an answer depends on', async () => {
  const answer = await app.request('/fine', { headers: { origin } });
  expect(answer.headers.get('vary')).toBe('Accept, Origin');
});

it('answers a preflight before anything else runs', async () => {
  const headers = { origin, 'access-control-request-method': 'DELETE' };
  const answer = await app.request('/nowhere', { method: 'OPTIONS', headers });
  expect(answer.status).toBe(204);
});
