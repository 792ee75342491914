import type { ServerResponse } from 'node:http';
import {
  createHoldfast,
  defineRead,
  defineStream,
  fetchTransport,
  watchStream,
} from '@holdfast/core';
import { createFailover } from '@holdfast/core/health';
import { fixedBackoff } from '@holdfast/core/policies';
import { withFailover } from '@holdfast/http';
import { createStreams, ndjson } from '@holdfast/http/streams';
import { describe, expect, it } from 'vitest';
import { serve } from './counted-server.ts';

const lines = (...events: readonly object[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');
const BEGINNING = lines(
  { seq: 1, type: 'start', id: 'x' },
  { seq: 2, type: 'delta', offset: 0, text: 'Once ' },
);
const REST = lines(
  { seq: 3, type: 'delta', offset: 5, text: 'upon.' },
  { seq: 4, type: 'done', offset: 10 },
);

/** A server that tells streams of its own only, and answers reads as long as it is well. */
async function startServer() {
  const asked: string[] = [];
  let isWell = true;
  let telling: ServerResponse | undefined;
  const server = await serve(({ method = '', url = '' }, response) => {
    asked.push(`${method} ${url}`);
    const body = { 'content-type': 'application/x-ndjson', location: '/api/stories/x' };
    if (url === '/api/notes') response.writeHead(isWell ? 200 : 503).end();
    else if (method === 'POST') telling = response.writeHead(200, body);
    else if (!telling) response.writeHead(404).end();
    else if (method === 'DELETE') response.writeHead(204).end();
    else response.writeHead(200, body).end(REST);
    if (telling === response) telling.write(BEGINNING);
  });
  return {
    asked,
    url: `${server.url}/api/`,
    failReads: () => void (isWell = false),
    cut: () => void telling?.destroy(),
  };
}

describe.each(['relative', 'the address of the first'])(
  'a stream of two servers, whose base is %s',
  (base) => {
    /** A stream that the first server tells, when another is preferred already. */
    async function begun() {
      const [first, second] = [await startServer(), await startServer()];
      const baseUrl = base === 'relative' ? '/api/' : first.url;
      const failover = createFailover({ urls: [first.url, second.url], consecutiveFailures: 1 });
      const holdfast = createHoldfast({
        ...{ baseUrl, transport: withFailover(fetchTransport(), failover, { baseUrl }) },
        streams: createStreams({ formats: [ndjson], backoff: fixedBackoff(1) }),
      });
      const tell = defineStream('tell', { request: () => ({ method: 'POST', path: 'stories' }) });
      const stream = watchStream(holdfast, tell);
      const outcome = stream.start();
      await expect.poll(() => stream.getSnapshot().kind).toBe('streaming');
      first.failReads();
      const notes = defineRead('notes', { request: () => ({ path: 'notes' }) });
      await holdfast.run(notes, undefined);
      expect(second.asked).toEqual(['GET /api/notes']);
      return { first, second, stream, outcome };
    }

    it('is resumed from the server that began it', async () => {
      const { first, second, outcome } = await begun();
      first.cut();
      expect(await outcome).toMatchObject({ kind: 'live', value: { text: 'Once upon.' } });
      expect(first.asked.at(-1)).toBe('GET /api/stories/x?after=2');
      expect(second.asked).toEqual(['GET /api/notes']);
    });

    it('is cancelled at the server that began it', async () => {
      const { first, second, stream, outcome } = await begun();
      await stream.cancel();
      expect(first.asked.at(-1)).toBe('DELETE /api/stories/x');
      expect(second.asked).toEqual(['GET /api/notes']);
      stream.abort();
      await outcome;
    });
  },
);
