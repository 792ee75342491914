import { getEventListeners } from 'node:events';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { memoryStreamLog } from './memory-stream-log.ts';
import type { NewEvent } from './new-event.ts';
import { readStream, type ReadStreamOptions } from './read-stream.ts';

async function opened(options: Partial<ReadStreamOptions> = {}) {
  const log = memoryStreamLog();
  const platform = createVirtualPlatform();
  await log.open({ id: 's', owner: 'mara', fingerprint: 'f', writer: 'w', leaseUntil: 9000 });
  const write = (event: NewEvent) =>
    log.append('s', [event], { as: 'writer', writer: 'w', at: 0, leaseUntil: 9000 });
  const body = (more: Partial<ReadStreamOptions> = {}) =>
    readStream({
      ...{ log, platform, id: 's', after: 0, heartbeatMs: 15_000, pollMs: 250 },
      format: { type: 'text/plain', heartbeat: '.', encode: ({ type }) => `${type} ` },
      inherit: async () => {},
      signal: new AbortController().signal,
      ...options,
      ...more,
    });
  return { log, platform, write, body };
}

it('hears of events while it looks for a dead writer, without waiting for the next look', async () => {
  const { write, body, platform } = await opened();
  let calls = 0;
  const stream = body({
    async inherit() {
      calls += 1;
      if (calls === 1) await write({ type: 'done' });
    },
  });
  expect(await new Response(stream).text()).toBe('done ');
  expect(platform.now()).toBe(createVirtualPlatform().now());
  expect(platform.pending()).toBe(0);
});

it.each<[string, (stream: ReadableStream<Uint8Array>) => Promise<unknown>]>([
  ['came to its end', (stream) => new Response(stream).text()],
  ['was left', (stream) => stream.cancel()],
])('leaves no listener on the signal of its server once it %s', async (_, end) => {
  const { write, body } = await opened();
  const { signal } = new AbortController();
  await write({ type: 'done' });
  await end(body({ signal }));
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
