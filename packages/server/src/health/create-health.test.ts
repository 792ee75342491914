import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createHealth } from './create-health.ts';

const works = async (): Promise<void> => {};
const counts = async (): Promise<object> => ({ depth: 3, key: 'private' });
const lists = async (): Promise<readonly number[]> => [1];
const breaks = (): Promise<never> => Promise.reject(new Error('secret host is down'));
const broken = (): Promise<never> => {
  throw new TypeError('not set up');
};

const told = (code: number, status: string, check: string, latencyMs: number): object => ({
  ...{ code, status, checks: { database: { status: check, latencyMs } } },
});

describe('readiness', () => {
  it('is given when every check passes, with how long each took', async () => {
    const platform = createVirtualPlatform();
    const slow = (): Promise<void> => new Promise((done) => platform.schedule(30, () => done()));
    const answering = createHealth({ checks: { database: slow }, platform }).answer();
    await platform.advance(30);
    const answer = await answering;
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      status: 'ok',
      checks: { database: { status: 'ok', latencyMs: 30 } },
    });
  });

  it('shows the numbers that a check resolves with, and no text', async () => {
    const answer = await createHealth({ checks: { queue: counts, list: lists } }).answer();
    expect(await answer.json()).toMatchObject({ checks: { queue: { numbers: { depth: 3 } } } });
    const text = await (
      await createHealth({ checks: { queue: counts, list: lists } }).answer()
    ).text();
    expect(text.match(/numbers/g)).toHaveLength(1);
    expect(text).not.toContain('private');
  });

  it('names the check that fails, never why', async () => {
    const answer = await createHealth({ checks: { database: works, disk: breaks } }).answer();
    expect(answer.status).toBe(503);
    const text = await answer.text();
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({
      status: 'failing',
      checks: { database: { status: 'ok' }, disk: { status: 'failed' } },
    });
  });

  it('comes within its time, even when a check hangs, and then shows the last result', async () => {
    const platform = createVirtualPlatform();
    let hangs = false;
    let begun = 0;
    const database = (): Promise<void> => {
      begun += 1;
      return hangs ? new Promise(() => {}) : Promise.resolve();
    };
    const health = createHealth({ checks: { database }, timeoutMs: 500, answerMs: 50, platform });
    const ask = async (): Promise<unknown> => {
      const answering = health.answer();
      await platform.advance(50);
      const answer = await answering;
      return { code: answer.status, ...((await answer.json()) as object) };
    };
    expect(await ask()).toEqual(told(200, 'ok', 'ok', 0));
    hangs = true;
    expect(await ask()).toEqual(told(200, 'ok', 'pending', 50));
    expect(await ask()).toEqual(told(200, 'ok', 'pending', 100));
    await platform.advance(400);
    expect(await ask()).toEqual(told(503, 'failing', 'failed', 550));
    expect(begun).toBe(2);
    expect(platform.pending()).toBe(0);
  });

  it('is not given before a check has passed', async () => {
    const platform = createVirtualPlatform();
    const checks = { database: () => new Promise(() => {}) };
    const answering = createHealth({ checks, platform }).answer();
    await platform.advance(50);
    const answer = await answering;
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ checks: { database: { status: 'pending' } } });
  });

  it('begins a check once for any number of callers, and again when one never ended', async () => {
    const platform = createVirtualPlatform();
    let begun = 0;
    const database = (): Promise<void> => {
      begun += 1;
      return begun === 1 ? new Promise(() => {}) : Promise.resolve();
    };
    const health = createHealth({ checks: { database }, timeoutMs: 500, platform });
    const crowd = Array.from({ length: 50 }, () => health.answer());
    await platform.advance(50);
    await Promise.all(crowd);
    expect(begun).toBe(1);
    await platform.advance(5000);
    const later = health.answer();
    await platform.advance(50);
    expect((await later).status).toBe(200);
    expect(begun).toBe(2);
  });

  it('sends work elsewhere once the server is about to stop', async () => {
    const health = createHealth({ checks: { database: works } });
    health.drain();
    const answer = await health.answer();
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 'draining' });
  });
});

it('has failed when a check throws before it gives a promise', async () => {
  const answer = await createHealth({ checks: { broken } }).answer();
  expect(await answer.json()).toMatchObject({ checks: { broken: { status: 'failed' } } });
});

it('is alive without its dependencies, also while it stops', async () => {
  const health = createHealth({ checks: { database: breaks } });
  health.drain();
  const answer = health.alive();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ status: 'ok' });
});

const asking = (token: string): Request =>
  new Request('http://a.test/healthz', { headers: { 'x-request-id': token } });

describe('a health answer', () => {
  it("gives back the token by which a client's probe knows its own server, with any status", async () => {
    const health = createHealth({ checks: { database: breaks } });
    expect((await health.answer(asking('f00d'))).headers.get('x-request-id')).toBe('f00d');
    expect(health.alive(asking('f00d')).headers.get('x-request-id')).toBe('f00d');
  });

  it('does not give back a text that is no id', async () => {
    const health = createHealth();
    expect((await health.answer(asking('<b>'))).headers.has('x-request-id')).toBe(false);
    expect((await health.answer()).headers.has('x-request-id')).toBe(false);
  });
});
