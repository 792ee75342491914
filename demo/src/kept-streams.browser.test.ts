import {
  createCell,
  createHoldfast,
  defineStream,
  fetchTransport,
  watchStream,
} from '@holdfast/core';
import type { FollowedStream } from '@holdfast/core/parts';
import { createStreams, ndjson } from '@holdfast/http/streams';
import { createDraftStore, webChannel, webLocks } from '@holdfast/offline';
import { expect, it } from 'vitest';

const tell = defineStream('tell', {
  request: () => ({ method: 'POST', path: 'stories', json: {} }),
});
const name = crypto.randomUUID();

/** One tab of the browser, as far as streams know: everything it shares is the browser's own. */
function openTab(asked: string[]): FollowedStream & { readonly leave: () => void } {
  const events = [
    { seq: 1, type: 'start', id: 's1' },
    { seq: 2, type: 'delta', offset: 0, text: 'Once 🦊' },
    { seq: 3, type: 'delta', offset: 9, text: ' ran.' },
    { seq: 4, type: 'done', offset: 14 },
  ];
  const encode = (from: number, to: number): Uint8Array<ArrayBuffer> =>
    new TextEncoder().encode(
      events
        .slice(from, to)
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(''),
    );
  const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
    const { search } = new URL(String(url), location.href);
    asked.push(`${init?.method}${search}`);
    const headers = { 'content-type': ndjson.mediaType, location: '/stories/s1' };
    if (init?.method !== 'POST') return new Response(encode(2, 4), { headers });
    // The server tells the first half and then sends nothing more.
    const body = new ReadableStream({ start: (controller) => controller.enqueue(encode(0, 2)) });
    return new Response(body, { headers });
  };
  const channel = webChannel(name);
  const holdfast = createHoldfast({
    identity: createCell({ subject: 'mira' }),
    transport: fetchTransport({ fetch }),
    drafts: createDraftStore({ name }),
    streams: createStreams({ formats: [ndjson], locks: webLocks(), channel, saveEveryMs: 20 }),
  });
  const stream = watchStream(holdfast, tell, undefined);
  return { ...stream, leave: stream.subscribe(() => {}) };
}

it('one tab reads a stream, all tabs show it, and another goes on with it', async () => {
  const asked: string[] = [];
  const [reading, mirror] = [openTab(asked), openTab(asked)];
  const outcome = reading.start();
  const half = { kind: 'streaming', text: 'Once 🦊' };
  await expect.poll(() => mirror.getSnapshot()).toMatchObject(half);
  expect(asked).toEqual(['POST']);

  reading.abort();
  expect(await outcome).toMatchObject({ kind: 'interrupted', text: 'Once 🦊', resumable: true });
  await expect.poll(() => mirror.getSnapshot()).toMatchObject({ resumable: true });

  // A reload finds what IndexedDB has.
  const later = openTab(asked);
  await expect.poll(() => later.getSnapshot()).toMatchObject({ text: 'Once 🦊' });
  expect(await later.resume()).toMatchObject({ kind: 'live', value: { text: 'Once 🦊 ran.' } });
  expect(asked).toEqual(['POST', 'GET?after=2']);
  await expect.poll(() => mirror.getSnapshot()).toMatchObject({ kind: 'live' });
  await later.forget();
  for (const { leave } of [reading, mirror, later]) leave();
});
