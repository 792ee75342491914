import { Writable } from 'node:stream';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { answerProblem } from '../hono/problem-handlers.ts';
import { requestScope } from '../hono/request-scope.ts';
import { createPinoLog, type PinoLogOptions } from './create-pino-log.ts';

function setUp(options: PinoLogOptions = {}) {
  let written = '';
  const destination = new Writable({
    write(bytes, _, done) {
      written += String(bytes);
      done();
    },
  });
  const lines = () =>
    written
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log: createPinoLog({ destination, ...options }), lines };
}

it('writes one line per request, under both of its ids', async () => {
  const { log, lines } = setUp();
  const app = new Hono();
  app.onError(answerProblem);
  app.use(requestScope({ log: log.request }));
  app.get('/fine', (c) => c.text('fine'));
  app.get('/missing', () => {
    throw new Failure(catalogue.NOT_FOUND);
  });
  const headers = { 'x-request-id': 'r-1', 'holdfast-incident': 'i-1' };
  await app.request('/fine?private=1', { headers });
  await app.request('/missing', { headers });
  const ids = { requestId: 'r-1', incidentId: 'i-1' };
  expect(lines()).toEqual([
    expect.objectContaining({ level: 'info', route: '/fine', status: 200, ...ids }),
    expect.objectContaining({
      level: 'warn',
      status: 404,
      failure: expect.objectContaining({ code: 'NOT_FOUND' }) as unknown,
      ...ids,
    }),
  ]);
});

it('writes events as words and numbers, and nothing else of them', () => {
  const { log, lines } = setUp({ platform: { now: () => 7 } });
  log.event('warn', 'configuration.refused', {
    fields: { names: ['PORT'], count: 1, hint: 'ask Mara about it', nested: { deep: 1 } },
    thrown: new Error('cannot read /home/mara/secret'),
  });
  log.event('info', 'started');
  expect(lines()[0]).toMatchObject({
    level: 'warn',
    event: 'configuration.refused',
    names: ['PORT'],
    count: 1,
    failure: { code: 'UNKNOWN' },
  });
  expect(JSON.stringify(lines())).not.toMatch(/mara|hint|nested/i);
  expect(lines()[1]).toEqual({ level: 'info', time: 7, event: 'started' });
});

it('writes from the level it is told, also while it runs', () => {
  const { log, lines } = setUp({ level: 'error' });
  log.event('warn', 'quiet');
  log.reconfigure({ level: 'info' });
  log.event('info', 'loud');
  log.reconfigure({ level: 'silent' });
  log.event('error', 'never');
  expect(lines().map(({ event }) => event)).toEqual(['loud']);
});
