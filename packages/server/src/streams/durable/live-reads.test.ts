import { createVirtualPlatform, type VirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { outcome, streamsUnderTest } from '../../../test/ask-streams.ts';
import { memoryDurableStore } from './memory-durable-store.ts';

const text = { 'content-type': 'text/plain' };
const closed = { 'stream-closed': 'true' };

/** Reads a body piece by piece, as far as it has come. */
function readerOf(response: Response, platform: VirtualPlatform) {
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  let received = '';
  let isOver = false;
  const reading = (async () => {
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      received += decoder.decode(value, { stream: true });
    }
    isOver = true;
  })();
  return {
    /** The bytes since the last call. */
    async news(): Promise<string> {
      await platform.advance(0);
      const news = received;
      received = '';
      return news;
    },
    isOver: () => isOver,
    leave: () => reader.cancel(),
    reading,
  };
}

/** The last control event. */
function control(news: string): Record<string, unknown> {
  const [, json = '{}'] = /event: control\ndata:(.*)\n\n$/.exec(news) ?? [];
  return JSON.parse(json) as Record<string, unknown>;
}

function twoServers() {
  const platform = createVirtualPlatform();
  const store = memoryDurableStore({ platform });
  const here = streamsUnderTest({ store }, platform).ask;
  const there = streamsUnderTest({ store }, platform).ask;
  return { platform, here, there };
}

describe('a long poll', () => {
  it('waits for an append, also one on another server', async () => {
    const { platform, here, there } = twoServers();
    await here('PUT /a', { headers: text });
    for (const writer of [here, there]) {
      const answer = here('GET /a?offset=now&live=long-poll');
      await platform.advance(1000);
      await writer('POST /a', { body: 'new' });
      if (writer === there) await platform.advance(250);
      const response = await answer;
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('new');
      expect(response.headers.get('stream-cursor')).toMatch(/^\d+$/);
      expect(response.headers.get('cache-control')).toContain('max-age=60');
    }
    // No reader waits any more.
    await platform.advance(1000);
    expect(platform.pending()).toBe(0);
  });

  it('answers at once with existing bytes, and without content when its time is over', async () => {
    const { ask, platform } = streamsUnderTest({ longPollMs: 5000 });
    await ask('PUT /a', { body: 'old' });
    const first = await ask('GET /a?offset=-1&live=long-poll');
    expect(await first.text()).toBe('old');
    const answer = ask(`GET /a?offset=${first.headers.get('stream-next-offset')}&live=long-poll`);
    await platform.advance(4999);
    await platform.advance(1);
    const { status, headers } = await answer;
    expect(status).toBe(204);
    expect(headers.get('stream-up-to-date')).toBe('true');
    expect(headers.get('stream-next-offset')).toBe(first.headers.get('stream-next-offset'));
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('moves its cursor on, so that a cache does not give one answer for ever', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { body: 'x' });
    const cursorAfter = async (given: string): Promise<number> => {
      const { headers } = await ask(`GET /a?offset=-1&live=long-poll&cursor=${given}`);
      return Number(headers.get('stream-cursor'));
    };
    const first = await cursorAfter('words');
    const second = await cursorAfter(String(first));
    expect(second).toBeGreaterThan(first);
    expect(await cursorAfter(String(second))).toBeGreaterThan(second);
    expect(await cursorAfter(String(first - 1))).toBe(first);
  });

  it('ends with the stream: closed, deleted, or replaced by another one', async () => {
    const { ask, platform } = streamsUnderTest();
    await ask('PUT /a', { headers: text });
    const ended = ask('GET /a?offset=now&live=long-poll');
    await platform.advance(0);
    await ask('POST /a', { headers: closed });
    const { status, headers } = await ended;
    expect([status, headers.get('stream-closed'), headers.get('stream-cursor')]).toEqual([
      ...[204, 'true', null],
    ]);
    expect((await ask('GET /a?offset=now&live=long-poll')).status).toBe(204);
    const other = twoServers();
    await other.here('PUT /a', { headers: text });
    const deleted = other.here('GET /a?offset=now&live=long-poll');
    await other.platform.advance(0);
    await other.there('DELETE /a');
    await other.platform.advance(250);
    expect(await outcome(deleted)).toBe('404 NOT_FOUND');
    await other.here('PUT /a', { headers: text });
    const replaced = other.here('GET /a?offset=now&live=long-poll');
    await other.platform.advance(0);
    await other.there('DELETE /a');
    await other.there('PUT /a', { body: 'other' });
    await other.platform.advance(250);
    expect(await outcome(replaced)).toBe('404 NOT_FOUND');
  });

  it('frees its place when the client leaves', async () => {
    const { ask, platform } = streamsUnderTest({ maxReaders: 1 });
    await ask('PUT /a', { headers: text });
    const leaving = new AbortController();
    const answer = ask('GET /a?offset=now&live=long-poll', { signal: leaving.signal });
    await platform.advance(0);
    expect(await outcome(ask('GET /a?offset=now&live=long-poll'))).toBe('429 QUOTA_EXCEEDED');
    leaving.abort();
    await answer;
    await ask('POST /a', { body: 'x' });
    expect((await ask('GET /a?offset=-1&live=long-poll')).status).toBe(200);
    expect(await outcome(ask('GET /b?offset=-1&live=long-poll'))).toBe('404 NOT_FOUND');
    expect((await ask('GET /a?offset=-1&live=long-poll')).status).toBe(200);
  });
});

describe('server-sent events', () => {
  it('give the existing bytes, then each append, and end with the stream', async () => {
    const { ask, platform } = streamsUnderTest();
    await ask('PUT /a', { body: 'one\n two\r\n\r\nevent: control' });
    const response = await ask('GET /a?offset=-1&live=sse');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = readerOf(response, platform);
    const first = await reader.news();
    expect(first).toContain('event: data\ndata:one\ndata:  two\ndata:\ndata:event: control\n\n');
    expect(control(first)).toEqual({
      ...{ streamNextOffset: '0000000000000001_0000000000000026', upToDate: true },
      streamCursor: expect.stringMatching(/^\d+$/) as unknown,
    });
    await ask('POST /a', { body: 'three', headers: closed });
    const last = await reader.news();
    expect(last).toContain('data:three\n');
    expect(control(last)).toMatchObject({ upToDate: true, streamClosed: true });
    expect(last).not.toContain('streamCursor');
    await reader.reading;
    expect(platform.pending()).toBe(1);
  });

  it('say at once that a reader at the end is up to date, and later that the connection is alive', async () => {
    const { ask, platform } = streamsUnderTest({ heartbeatMs: 5000, sseMs: 12_000 });
    await ask('PUT /a', { headers: text });
    const reader = readerOf(await ask('GET /a?offset=now&live=sse'), platform);
    expect(control(await reader.news())).toMatchObject({ upToDate: true });
    await platform.advance(5000);
    expect(await reader.news()).toBe(': \n\n');
    await platform.advance(7000);
    await reader.reading;
    expect(reader.isOver()).toBe(true);
  });

  it('carry bytes in base64, JSON in arrays, and whole characters only', async () => {
    const { ask, platform } = streamsUnderTest();
    const bytes = new Uint8Array(20_000).map((_, index) => index % 256);
    await ask('PUT /bytes', { body: bytes, headers: { 'content-type': 'image/png' } });
    const response = await ask('GET /bytes?offset=-1&live=sse');
    expect(response.headers.get('stream-sse-data-encoding')).toBe('base64');
    const [, base64 = ''] = /data:(\S+)/.exec(await readerOf(response, platform).news()) ?? [];
    expect(Uint8Array.from(atob(base64), (one) => one.codePointAt(0) ?? 0)).toEqual(bytes);

    const json = { 'content-type': 'application/json' };
    await ask('PUT /json', { body: '[1,2]', headers: json });
    await ask('POST /json', { body: '3', headers: json });
    const messages = await ask('GET /json?offset=-1&live=sse');
    expect(await readerOf(messages, platform).news()).toContain('data:[1,2,3]\n');
    expect(messages.headers.has('stream-sse-data-encoding')).toBe(false);

    const [whole, half] = [new TextEncoder().encode('für'), 2];
    await ask('PUT /text', { body: whole.slice(0, half), headers: text });
    const reader = readerOf(await ask('GET /text?offset=-1&live=sse'), platform);
    expect(await reader.news()).toContain('data:f\n');
    await ask('POST /text', { body: whole.slice(half), headers: text });
    expect(await reader.news()).toContain('data:ür\n');
  });

  it('end when the stream is deleted, and free their place when the client leaves or never reads', async () => {
    const { ask, platform } = streamsUnderTest({ maxReaders: 1, sseMs: 9000 });
    await ask('PUT /a', { headers: text });
    const first = readerOf(await ask('GET /a?offset=now&live=sse'), platform);
    await first.news();
    expect(await outcome(ask('GET /a?offset=now&live=sse'))).toBe('429 QUOTA_EXCEEDED');
    await ask('DELETE /a');
    await first.reading;
    await ask('PUT /a', { headers: text });
    const second = readerOf(await ask('GET /a?offset=now&live=sse'), platform);
    await second.news();
    await second.leave();
    const unread = await ask('GET /a?offset=now&live=sse');
    expect(unread.status).toBe(200);
    await platform.advance(9000);
    expect((await ask('GET /a?offset=now&live=sse')).status).toBe(200);
  });

  it('end when the client leaves', async () => {
    const { ask, platform } = streamsUnderTest({ maxReaders: 1 });
    await ask('PUT /a', { headers: text });
    const leaving = new AbortController();
    const response = await ask('GET /a?offset=now&live=sse', { signal: leaving.signal });
    const reader = readerOf(response, platform);
    await reader.news();
    leaving.abort();
    await reader.reading;
    expect((await ask('GET /a?offset=now&live=sse')).status).toBe(200);
  });

  it('refuse an offset that the stream does not have', async () => {
    const { ask } = streamsUnderTest({ maxReaders: 1 });
    await ask('PUT /a', { body: 'one' });
    const wrong = 'GET /a?offset=0000000000000009_0000000000000009&live=sse';
    expect(await outcome(ask(wrong))).toBe('400 REQUEST_INVALID');
    expect((await ask('GET /a?offset=-1&live=sse')).status).toBe(200);
  });
});
