import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createHealth } from './create-health.ts';

const works = async (): Promise<void> => {};
const breaks = (): Promise<never> => Promise.reject(new Error('secret host is down'));

it('is well when every check is', async () => {
  const answer = await createHealth({ checks: { database: works } }).answer();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toEqual({ status: 'ok', checks: { database: 'ok' } });
});

it('names the check that fails, never why', async () => {
  const answer = await createHealth({ checks: { database: works, disk: breaks } }).answer();
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({
    status: 'failing',
    checks: { database: 'ok', disk: 'failed' },
  });
});

it('does not wait longer for a check than it may take', async () => {
  const platform = createVirtualPlatform();
  const health = createHealth({
    checks: { database: () => new Promise(() => {}) },
    timeoutMs: 500,
    platform,
  });
  const answering = health.answer();
  await platform.advance(500);
  expect((await answering).status).toBe(503);
});

it('sends work elsewhere once the server is about to stop', async () => {
  const health = createHealth({ checks: { database: works } });
  health.drain();
  const answer = await health.answer();
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ status: 'draining' });
});
