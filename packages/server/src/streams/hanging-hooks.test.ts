import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createStreamServer } from './create-stream-server.ts';
import { memoryStreamLog } from './memory-stream-log.ts';
import type { StartOptions } from './stream-server.ts';

const never = (): Promise<never> => new Promise(() => {});

function setUp() {
  const platform = createVirtualPlatform();
  const reported: unknown[] = [];
  const report = (thrown: unknown): void => void reported.push(thrown);
  const streams = createStreamServer({ log: memoryStreamLog(), platform, report });
  const begin = (options: Partial<StartOptions> = {}): Promise<Response> => {
    const headers = { accept: 'application/x-ndjson', 'idempotency-key': '"k1"' };
    const request = new Request('http://test/stories', { method: 'POST', headers });
    return streams.start(request, {
      owner: 'mara',
      async *generate() {
        yield { type: 'delta', text: 'a' };
      },
      ...options,
    });
  };
  return { streams, begin, platform, reported };
}

it('a generator that hangs while it cleans up does not keep its stream open', async () => {
  const { begin, platform } = setUp();
  const response = await begin({
    async *generate() {
      try {
        yield { type: 'delta', text: 'a' };
        yield { type: 'done' };
      } finally {
        await never();
      }
    },
  });
  const text = response.text();
  await platform.advance(1000);
  expect(await text).toContain('"done"');
});

it('a drain waits 30 seconds for an `ended` that never answers, and reports TIMEOUT', async () => {
  const { streams, begin, platform, reported } = setUp();
  const response = await begin({ ended: never });
  const text = response.text();
  await platform.advance(1000);
  await text;
  const drained = streams.drain(5000);
  await platform.advance(30_000);
  await drained;
  expect(reported).toEqual([expect.objectContaining({ code: 'TIMEOUT' })]);
});

it('an `admit` that never answers fails with TIMEOUT, and the next request begins the stream', async () => {
  const { begin, platform } = setUp();
  const refused = begin({ admit: never }).catch((error: unknown) => error);
  await platform.advance(30_000);
  expect(await refused).toMatchObject({ code: 'TIMEOUT' });
  expect((await begin()).status).toBe(200);
});
