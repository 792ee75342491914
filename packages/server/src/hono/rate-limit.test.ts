import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { createRateLimiter } from '../limits/create-rate-limiter.ts';
import { memoryLimitStore } from '../limits/memory-limit-store.ts';
import type { RequestLog } from '../logging/request-log.ts';
import { answerProblem } from './problem-handlers.ts';
import { rateLimit } from './rate-limit.ts';
import { requestScope } from './request-scope.ts';

function setUp() {
  const platform = createVirtualPlatform();
  const store = memoryLimitStore({ platform });
  const limiter = (name: string, limit: number) =>
    createRateLimiter({ store, limit: { name, limit, windowMs: 10_000 } });
  const lines: RequestLog[] = [];
  const app = new Hono();
  app.onError(answerProblem);
  app.use(requestScope({ platform, log: (line) => void lines.push(line) }));
  app.use(rateLimit({ limiter: limiter('address', 3), by: (c) => c.req.header('x-address') }));
  app.use(rateLimit({ limiter: limiter('user', 2), by: (c) => c.req.header('x-user') }));
  app.get('/fine', (c) => c.text('fine'));
  app.get('/broken', () => {
    throw new Failure(catalogue.NOT_FOUND);
  });
  app.get('/odd', () => {
    // oxlint-disable-next-line typescript/only-throw-error -- a library may throw any value
    throw 'a text';
  });
  const ask = (path: string, headers: Record<string, string>) => app.request(path, { headers });
  return { ask, lines, platform };
}

it('tells every answer, also of a failure, where its client stands with each limit', async () => {
  const { ask } = setUp();
  for (const path of ['/fine', '/broken', '/odd']) {
    const headers = { 'x-address': `a${path}`, 'x-user': `u${path}` };
    const answer = await ask(path, headers);
    expect(answer.headers.get('ratelimit-policy')).toBe('"user";q=2;w=10, "address";q=3;w=10');
    expect(answer.headers.get('ratelimit')).toBe('"user";r=1;t=10, "address";r=2;t=10');
  }
});

it('refuses as a problem that says when to come back, and logs it as one', async () => {
  const { ask, lines, platform } = setUp();
  const mara = { 'x-user': 'mara' };
  await ask('/fine', mara);
  await platform.advance(4000);
  await ask('/fine', mara);
  const refused = await ask('/fine', mara);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('6');
  expect(refused.headers.get('ratelimit')).toBe('"user";r=0;t=6');
  expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 6000 });
  expect(lines.at(-1)).toMatchObject({ status: 429, failure: { code: 'RATE_LIMITED' } });

  await platform.advance(6000);
  expect((await ask('/fine', mara)).status).toBe(200);
});

it('does not count a request without a key', async () => {
  const { ask } = setUp();
  for (let turn = 0; turn < 9; turn += 1) expect((await ask('/fine', {})).status).toBe(200);
  expect((await ask('/fine', {})).headers.has('ratelimit')).toBe(false);
});
