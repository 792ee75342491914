import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { Hono, type MiddlewareHandler } from 'hono';
import { describe, expect, it } from 'vitest';
import { createRateLimiter } from '../limits/create-rate-limiter.ts';
import { memoryLimitStore } from '../limits/memory-limit-store.ts';
import type { RequestLog } from '../logging/request-log.ts';
import { createThreatGuard } from '../threats/create-threat-guard.ts';
import { memoryThreatStore } from '../threats/memory-threat-store.ts';
import { cors } from './cors.ts';
import { answerNotFound, answerProblem } from './problem-handlers.ts';
import { rateLimit } from './rate-limit.ts';
import { requestScope } from './request-scope.ts';
import { sameOrigin } from './same-origin.ts';
import { threatGuard } from './threat-guard.ts';

const origin = 'https://app.example';
const app = new Hono();
app.onError(answerProblem);
app.use(cors({ allowedOrigins: [origin] }));
app.get('/fine', (c) => c.text('fine', { headers: { vary: 'Accept' } }));
app.get('/limited', () => {
  throw new Failure(catalogue.RATE_LIMITED, { retryAfterMs: 5000 });
});

it('lets a page of another origin read a failure and its wait', async () => {
  const answer = await app.request('/limited', { headers: { origin } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
  expect(answer.headers.get('retry-after')).toBe('5');
});

it('keeps the other members of Vary', async () => {
  const answer = await app.request('/fine', { headers: { origin } });
  expect(answer.headers.get('vary')).toBe('Accept, Origin');
});

it('answers a preflight before anything else runs', async () => {
  const headers = { origin, 'access-control-request-method': 'DELETE' };
  const answer = await app.request('/nowhere', { method: 'OPTIONS', headers });
  expect(answer.status).toBe(204);
});

describe.each<[string, (log: (line: RequestLog) => void) => readonly MiddlewareHandler[]]>([
  ['alone', () => [cors({ allowedOrigins: [origin] })]],
  ['within a scope', (log) => [requestScope({ log }), cors({ allowedOrigins: [origin] })]],
  ['around a scope', (log) => [cors({ allowedOrigins: [origin] }), requestScope({ log })]],
])('%s', (_, middlewares) => {
  it.each<[string, unknown, number]>([
    ['a failure', new Failure(catalogue.RATE_LIMITED), 429],
    ['an error', new Error('a defect'), 500],
    ['a text', 'a text', 500],
    ['nothing', undefined, 500],
    ['a response', new Response('no', { status: 404 }), 404],
  ])('lets a page read the answer when a handler threw %s', async (__, thrown, status) => {
    const lines: RequestLog[] = [];
    const throwing = new Hono();
    throwing.onError(answerProblem);
    throwing.use(...middlewares((line) => void lines.push(line)));
    throwing.get('/', () => {
      // oxlint-disable-next-line typescript/only-throw-error -- a library may throw any value
      throw thrown;
    });
    const answer = await throwing.request('/', { headers: { origin } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('vary')).toBe('Origin');
    const { code } = (await answer.json()) as { readonly code: string };
    for (const line of lines) expect(line).toMatchObject({ status, failure: { code } });
  });

  it('lets a page read that there is nothing', async () => {
    const empty = new Hono();
    empty.notFound(answerNotFound);
    empty.use(...middlewares(() => {}));
    const answer = await empty.request('/nowhere', { headers: { origin } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  });
});

describe('behind middleware that may refuse a request', () => {
  const limiter = createRateLimiter({
    store: memoryLimitStore(),
    limit: { name: 'address', limit: 3, windowMs: 10_000 },
  });
  const guard = createThreatGuard({ store: memoryThreatStore() });

  it.each<[string, MiddlewareHandler]>([
    ['a limit', rateLimit({ limiter, by: () => 'mara' })],
    ['the check of origins', sameOrigin()],
    ['the guard', threatGuard({ guard, addressOf: () => undefined })],
  ])('says so at the first request: %s', async (_, refusing) => {
    const lines: RequestLog[] = [];
    const wrong = new Hono();
    wrong.onError(answerProblem);
    wrong.use(requestScope({ log: (line) => void lines.push(line) }));
    wrong.use(refusing, cors({ allowedOrigins: [origin] }));
    wrong.get('/', (c) => c.text('fine'));
    expect((await wrong.request('/')).status).toBe(500);
    const details = { remedy: expect.stringMatching(/^Use cors before/) as string };
    expect(lines).toMatchObject([{ failure: { code: 'DEFECT', details } }]);
  });

  it('minds only middleware of the same path', async () => {
    const right = new Hono();
    right.use('/pages/*', sameOrigin());
    right.use(cors({ allowedOrigins: [origin] }));
    right.use(sameOrigin({ allowedOrigins: [origin] }));
    right.get('/', (c) => c.text('fine'));
    expect((await right.request('/', { headers: { origin } })).status).toBe(200);
  });
});
