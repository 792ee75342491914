import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRateLimiter } from '../limits/create-rate-limiter.ts';
import { memoryLimitStore } from '../limits/memory-limit-store.ts';
import type { RequestLog } from '../logging/request-log.ts';
import { createThreatGuard } from '../threats/create-threat-guard.ts';
import { memoryThreatStore } from '../threats/memory-threat-store.ts';
import { answerNotFound, answerProblem } from './problem-handlers.ts';
import { rateLimit } from './rate-limit.ts';
import { requestScope } from './request-scope.ts';
import { sameOrigin } from './same-origin.ts';
import { threatGuard } from './threat-guard.ts';
import { validated } from './validated.ts';

const limiter = createRateLimiter({
  store: memoryLimitStore(),
  limit: { name: 'user', limit: 1000, windowMs: 60_000 },
});
const guard = createThreatGuard({ store: memoryThreatStore() });

function setUp(...middlewares: readonly MiddlewareHandler[]) {
  const lines: RequestLog[] = [];
  const app = new Hono();
  app.use(requestScope({ log: (line) => void lines.push(line) }));
  for (const middleware of middlewares) app.use(middleware);
  return { app, lines };
}

describe('an app without `onError` and `notFound`', () => {
  it('still answers a failure as a problem, and says what to set', async () => {
    const silent = vi.spyOn(console, 'error').mockReturnValue();
    onTestFinished(() => silent.mockRestore());
    const { app, lines } = setUp();
    app.get('/limited', () => {
      throw new Failure(catalogue.RATE_LIMITED, { retryAfterMs: 5000 });
    });
    app.get('/broken', () => {
      throw new Error('the oven is on fire');
    });
    const limited = await app.request('/limited', { headers: { 'x-request-id': 'r-1' } });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '5']);
    expect(await limited.json()).toMatchObject({ code: 'RATE_LIMITED', requestId: 'r-1' });
    expect((await (await app.request('/broken')).json()) as unknown).toMatchObject({
      code: 'UNKNOWN',
    });
    const advice = [expect.stringMatching(/^Set `app\.onError\(answerProblem\)`/)];
    expect(lines).toMatchObject([
      { status: 429, failure: { code: 'RATE_LIMITED' }, advice },
      { status: 500, messages: ['Error: the oven is on fire'], advice },
    ]);
  });

  it('still answers an unknown path as a problem, and says what to set', async () => {
    const { app, lines } = setUp();
    const answer = await app.request('/nowhere');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    const advice = [expect.stringMatching(/^Set `app\.notFound\(answerNotFound\)`/)];
    expect(lines).toMatchObject([{ status: 404, failure: { code: 'NOT_FOUND' }, advice }]);
  });

  it('does not change an answer of a handler', async () => {
    const { app, lines } = setUp();
    app.get('/gone', (c) => c.text('Nothing here', 404));
    app.get('/own', (c) => c.text('Internal Server Error', 500));
    expect(await (await app.request('/gone')).text()).toBe('Nothing here');
    expect(await (await app.request('/own')).text()).toBe('Internal Server Error');
    expect(lines.every(({ advice }) => advice === undefined)).toBe(true);
  });
});

describe('a scope', () => {
  it.each<[string, MiddlewareHandler]>([
    ['a limit', rateLimit({ limiter, by: () => 'mara' })],
    ['the check of origins', sameOrigin()],
    ['the guard', threatGuard({ guard, addressOf: () => undefined })],
  ])('says at the first request that it comes too late, behind %s', async (_, refusing) => {
    const lines: RequestLog[] = [];
    const app = new Hono();
    app.onError(answerProblem);
    app.use(refusing, requestScope({ log: (line) => void lines.push(line) }));
    app.get('/', (c) => c.text('fine'));
    expect((await app.request('/')).status).toBe(500);
    const remedy = expect.stringMatching(/^Use requestScope before/) as string;
    expect(lines).toMatchObject([{ failure: { code: 'DEFECT', details: { remedy } } }]);
  });

  it('is asked for in the console, once, where a failure is answered without one', async () => {
    vi.resetModules();
    const said = vi.spyOn(console, 'warn').mockReturnValue();
    onTestFinished(() => said.mockRestore());
    const { answerProblem: answering } = await import('./problem-handlers.ts');
    const app = new Hono();
    app.onError(answering);
    app.get('/', () => {
      throw new Failure(catalogue.NOT_FOUND);
    });
    await app.request('/');
    await app.request('/');
    expect(said.mock.calls).toEqual([[expect.stringMatching(/requestScope\({ log }\)/)]]);
  });
});

describe('a function that names the user or address of a request', () => {
  it.each<[string, (by: () => string | undefined) => MiddlewareHandler]>([
    ['of a limit', (by) => rateLimit({ limiter, by })],
    ['of the guard', (addressOf) => threatGuard({ guard, addressOf })],
  ])('%s, gets advice when it answers undefined for all requests', async (_, middleware) => {
    const { app, lines } = setUp(middleware(() => undefined));
    app.get('/', (c) => c.text('fine'));
    for (let asked = 0; asked < 30; asked += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await app.request('/');
    }
    const advice = lines.flatMap((line) => line.advice ?? []);
    expect(advice).toEqual([expect.stringMatching(/answered undefined for each of the first 20/)]);
  });

  it('gets no advice when it has named a user before, as on pages without a session', async () => {
    const { app, lines } = setUp(rateLimit({ limiter, by: (c) => c.req.query('user') }));
    app.get('/', (c) => c.text('fine'));
    await app.request('/?user=mara');
    for (let asked = 0; asked < 30; asked += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await app.request('/');
    }
    expect(lines.flatMap((line) => line.advice ?? [])).toEqual([]);
  });

  it.each<[string, (c: Context) => unknown, RegExp]>([
    ['a promise', async () => 'mara', /not a promise/],
    ['a number', () => 7, /not number/],
    ['an empty text', () => '', /not an empty text/],
    ['null', () => null, /not null/],
  ])('is named when it answers %s', async (_, by, sentence) => {
    const { app, lines } = setUp(rateLimit({ limiter, by: by as () => string }));
    app.onError(answerProblem);
    app.get('/', (c) => c.text('fine'));
    expect((await app.request('/')).status).toBe(500);
    const remedy = expect.stringMatching(sentence) as string;
    expect(lines).toMatchObject([{ failure: { code: 'DEFECT', details: { remedy } } }]);
  });
});

it.each<[string, () => unknown]>([
  ['a limit without a limiter', () => rateLimit({ limiter: undefined as never, by: () => 'a' })],
  ['a limit without `by`', () => rateLimit({ limiter, by: undefined as never })],
  ['a guard that is none', () => threatGuard({ guard: {} as never, addressOf: () => 'a' })],
])('refuses %s when the app is put together', (_, build) => {
  expect(build).toThrow('DEFECT');
});

it('demands that each schema has a known place, because one without it accepts every request', async () => {
  const { app, lines } = setUp();
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.post(
    '/a',
    validated({ json: {} } as never, (_, c) => c.text('fine')),
  );
  app.post(
    '/b',
    validated({}, (_, c) => c.text('fine')),
  );
  await app.request('/a', { method: 'POST' });
  await app.request('/b', { method: 'POST' });
  const remedy = expect.stringMatching(/name the place/) as string;
  const line = { status: 500, failure: { code: 'DEFECT', details: { remedy } } };
  expect(lines).toMatchObject([line, line]);
});

it('writes an error to the console when a scope has no log', async () => {
  vi.resetModules();
  const said = vi.spyOn(console, 'warn').mockReturnValue();
  onTestFinished(() => said.mockRestore());
  const { requestScope: scope } = await import('./request-scope.ts');
  const app = new Hono();
  app.onError(answerProblem);
  app.use(scope());
  app.get('/', () => {
    throw new Error('the oven of mara is on fire, password=hunter2');
  });
  await app.request('/?who=mara');
  await app.request('/?who=mara');
  const sentence =
    'Holdfast: requestScope: give it a `log`, because this error is reported nowhere else: ';
  const told = said.mock.calls.flat().filter((line) => String(line).startsWith(sentence));
  expect(told).toEqual([`${sentence}Error: the oven of … is on fire, …`]);
});
