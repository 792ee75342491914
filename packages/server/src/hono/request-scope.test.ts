import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { Hono } from 'hono';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { RequestLog } from '../logging/request-log.ts';
import { answerNotFound, answerProblem } from './problem-handlers.ts';
import { requestScope } from './request-scope.ts';
import { sameOrigin } from './same-origin.ts';

function setUp() {
  const lines: RequestLog[] = [];
  const platform = createVirtualPlatform();
  const app = new Hono();
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(requestScope({ platform, log: (line) => void lines.push(line) }));
  app.use(sameOrigin());
  app.get('/people/:name', (c) => c.json({ name: c.req.param('name') }));
  app.post('/people/:name', () => {
    const issues = [{ pointer: '/name', message: 'Unrecognized key: "diary"' }];
    throw new Failure(catalogue.REQUEST_INVALID, { details: { issues } });
  });
  app.delete('/people/:name', () => {
    throw new Error('cannot delete Mara, password hunter2');
  });
  return { app, lines, platform };
}

const named = { 'x-request-id': 'r-1', 'holdfast-incident': 'i-1' };

it('answers with the request’s id and logs one line that names the route, not the address', async () => {
  const { app, lines, platform } = setUp();
  const response = await app.request('/people/mara?diary=private', { headers: named });
  expect(response.headers.get('x-request-id')).toBe('r-1');
  expect(lines).toEqual([
    {
      time: platform.now(),
      level: 'info',
      method: 'GET',
      route: '/people/:name',
      status: 200,
      durationMs: 0,
      requestId: 'r-1',
      incidentId: 'i-1',
    },
  ]);
});

it('names in every answer the method that arrived, because a redirect may have changed it', async () => {
  const { app } = setUp();
  for (const method of ['GET', 'POST', 'DELETE', 'PUT']) {
    const response = await app.request('/people/mara', { method });
    expect(response.headers.get('holdfast-method')).toBe(method);
  }
});

it('puts one incident id into answer and log', async () => {
  const { app, lines } = setUp();
  const response = await app.request('/people/mara', { method: 'POST', headers: named });
  expect(await response.json()).toMatchObject({ code: 'REQUEST_INVALID', incidentId: 'i-1' });
  expect(lines[0]).toMatchObject({ level: 'warn', status: 422, incidentId: 'i-1' });
  expect(lines[0]?.failure).toMatchObject({
    code: 'REQUEST_INVALID',
    incidentId: 'i-1',
    details: { pointers: ['/name'] },
  });
});

it('logs where an unexpected error was thrown, and no text of a user', async () => {
  const { app, lines } = setUp();
  const response = await app.request('/people/mara', { method: 'DELETE', headers: named });
  expect(response.status).toBe(500);
  expect(lines[0]).toMatchObject({ level: 'error', failure: { code: 'UNKNOWN' } });
  expect(lines[0]?.frames?.[0]).toMatch(/request-scope\.test\.ts/);
  expect(JSON.stringify(lines)).not.toMatch(/mara|hunter2|diary/i);
});

it('answers an unknown path as a problem, and logs nothing of the path', async () => {
  const { app, lines } = setUp();
  const response = await app.request('/nowhere');
  expect(response.status).toBe(404);
  expect(lines[0]?.route).toBe('/*');
  expect(response.headers.get('content-type')).toBe('application/problem+json');
});

it('refuses a write from another site before its handler runs', async () => {
  const { app, lines } = setUp();
  const headers = { 'sec-fetch-site': 'cross-site' };
  const response = await app.request('/people/mara', { method: 'DELETE', headers });
  expect(response.status).toBe(403);
  expect(lines[0]?.failure?.code).toBe('CROSS_SITE_REFUSED');
});

it.each([['a text'], [{ message: 'secret' }], [7], [null], [undefined]])(
  'answers as a problem whatever is thrown: %j',
  async (thrown) => {
    const { app, lines } = setUp();
    app.get('/odd', () => {
      // oxlint-disable-next-line typescript/only-throw-error -- a library may throw any value
      throw thrown;
    });
    const response = await app.request('/odd', { headers: named });
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'UNKNOWN', requestId: 'r-1' });
    expect(lines[0]).toMatchObject({ level: 'error', route: '/odd', status: 500 });
  },
);

it('gives the same answer when the log throws', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => said.mockRestore());
  const broken = new Error('the disk of the log is full');
  const app = new Hono();
  app.use(
    requestScope({
      log() {
        throw broken;
      },
    }),
  );
  app.get('/', (c) => c.text('fine'));
  app.get('/odd', () => {
    // oxlint-disable-next-line no-throw-literal -- libraries do
    throw 'odd';
  });
  const answer = await app.request('/');
  expect([answer.status, await answer.text()]).toEqual([200, 'fine']);
  expect((await app.request('/odd')).status).toBe(500);
  expect(said.mock.calls).toEqual([[broken], [broken]]);
});
