import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreamServer } from './create-stream-server.ts';
import type { StreamServerOptions } from './stream-server.ts';
import { memoryStreamLog } from './memory-stream-log.ts';
import type { NewEvent } from './new-event.ts';
import { NDJSON, SSE } from './stream-encoding.ts';
import { MAX_EVENT_BYTES, wireBytes } from './wire-bytes.ts';
import type { Generate } from './write-stream.ts';

const forever: Generate = async function* ({ signal }) {
  yield { type: 'delta', text: 'Once' };
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
};

const silent: Generate = async function* () {};
const short: Generate = async function* () {
  yield { type: 'delta', text: 'x'.repeat(1000) };
};
const idOf = (response: Response): string =>
  (response.headers.get('location') ?? '').slice('/stories/'.length);

function setUp(options: Partial<StreamServerOptions> = {}) {
  const platform = createVirtualPlatform();
  const log = options.log ?? memoryStreamLog();
  const reported: unknown[] = [];
  const report = (thrown: unknown): unknown => reported.push(thrown);
  const streams = createStreamServer({ platform, report, ...options, log });
  let generated = 0;
  const begin = (key: string, generate: Generate = forever, owner = 'mara'): Promise<Response> => {
    const headers = { accept: 'application/x-ndjson', 'idempotency-key': `"${key}"` };
    const request = new Request('http://test/stories', { method: 'POST', body: '{}', headers });
    return streams.start(request, {
      owner,
      generate(context) {
        generated += 1;
        return generate(context);
      },
    });
  };
  const cancel = (response: Response, owner = 'mara'): Promise<Response> =>
    streams.cancel({ owner, id: idOf(response) });
  const resume = (response: Response, method = 'GET'): Promise<Response> =>
    streams.resume(new Request('http://test/', { method }), {
      owner: 'mara',
      id: idOf(response),
    });
  return {
    ...{ begin, cancel, resume, platform, log, reported },
    generated: () => generated,
  };
}

const eventsOf = async (response: Response): Promise<readonly Record<string, unknown>[]> =>
  (await response.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('an event', () => {
  it.each<[string, NewEvent]>([
    ['of text', { type: 'delta', text: 'x'.repeat(MAX_EVENT_BYTES) }],
    [
      'of text that is short but takes many bytes',
      { type: 'delta', text: '\u0001'.repeat(180_000) },
    ],
    ['of the app’s own', { type: 'picture', bytes: '🔥'.repeat(MAX_EVENT_BYTES / 4) }],
    ['with a name that is too long', { type: 'x'.repeat(MAX_EVENT_BYTES) }],
    ['that ends the stream', { type: 'done', reason: 'x'.repeat(MAX_EVENT_BYTES) }],
  ])('of more than 1 MiB is refused to its generator by name: %s', async (_, event) => {
    const { begin, reported } = setUp();
    let thrown: unknown;
    const response = await begin('k', async function* () {
      yield { type: 'delta', text: 'Once' };
      try {
        yield event;
        yield { type: 'delta', text: 'never' };
      } catch (error) {
        thrown = error;
      }
      yield { type: 'delta', text: 'nor this' };
    });
    const events = await eventsOf(response);
    expect(events.map(({ type }) => type)).toEqual(['start', 'delta', 'error']);
    expect(events[1]).toMatchObject({ text: 'Once' });
    expect(events[2]).toMatchObject({
      problem: { code: 'BODY_TOO_LARGE', details: { limitBytes: MAX_EVENT_BYTES } },
    });
    expect(thrown).toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect(reported).toMatchObject([{ code: 'BODY_TOO_LARGE' }]);
  });

  it('is never longer on the wire than its estimate', () => {
    const value = fc.record({ type: fc.string(), text: fc.string({ unit: 'binary' }) });
    fc.assert(
      fc.property(value, fc.maxSafeNat(), fc.maxSafeNat(), (event, seq, offset) => {
        for (const format of [SSE, NDJSON]) {
          const line = format.encode({ ...event, seq, offset });
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(wireBytes(event));
        }
      }),
    );
  });

  it('is not made too long by gathering several while the log is busy', async () => {
    const memory = memoryStreamLog();
    const gate = Promise.withResolvers<void>();
    const log = {
      ...memory,
      append: async (...given: Parameters<typeof memory.append>) => {
        await gate.promise;
        return memory.append(...given);
      },
    };
    const { begin } = setUp({ log });
    const response = await begin('k', async function* () {
      yield { type: 'delta', text: 'a'.repeat(60_000) };
      yield { type: 'delta', text: 'b'.repeat(1_000_000) };
    });
    gate.resolve();
    const lines = (await response.text()).split('\n');
    expect(lines.join('')).toContain('"done"');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(MAX_EVENT_BYTES);
  });
});

describe('a generator that yields without end', () => {
  it.each<[string, NewEvent]>([
    ['text', { type: 'delta', text: 'x'.repeat(100) }],
    ['events without content', { type: 'mood' }],
    ['empty texts', { type: 'delta', text: '' }],
  ])('is ended by name when its stream is full, and the text is kept: %s', async (_, event) => {
    const { begin, reported } = setUp({ maxStreamBytes: 10_000 });
    let yielded = 0;
    const response = await begin('k', async function* () {
      for (;;) {
        yielded += 1;
        yield event;
      }
    });
    const events = await eventsOf(response);
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      problem: { code: 'BODY_TOO_LARGE', details: { limitBytes: 10_000 } },
    });
    expect(yielded).toBeLessThan(101);
    expect(reported).toMatchObject([{ code: 'BODY_TOO_LARGE' }]);
  });

  it('is ended by the day of its owner, over several streams', async () => {
    const { begin } = setUp({ maxBytesPerDay: 3000 });
    const ends = [];
    for (const key of ['a', 'b', 'c']) ends.push((await eventsOf(await begin(key, short))).at(-1));
    expect(ends.map((end) => end?.['type'])).toEqual(['done', 'done', 'error']);
    expect(ends[2]).toMatchObject({ problem: { details: { what: 'stream-bytes-per-day' } } });
  });
});

describe('an owner', () => {
  it('has four running streams by default; the fifth is refused before anything is generated', async () => {
    const { begin, cancel, generated } = setUp();
    const first = await begin('a');
    for (const key of ['b', 'c', 'd']) await begin(key);
    await expect(begin('e')).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      status: 429,
      retryAfterMs: 2000,
      details: { what: 'running-streams', limit: 4 },
    });
    expect(generated()).toBe(4);
    // The owner may attach to its streams, and other owners have places of their own.
    expect((await begin('a')).headers.get('idempotency-replayed')).toBe('true');
    await begin('e', forever, 'noor');
    await cancel(first);
    await (await begin('a')).text();
    expect((await begin('e')).headers.has('idempotency-replayed')).toBe(false);
  });

  it('has this limit on all servers together', async () => {
    const log = memoryStreamLog();
    const [here, there] = [setUp({ log, maxRunning: 2 }), setUp({ log, maxRunning: 2 })];
    await here.begin('a');
    await there.begin('b');
    await expect(here.begin('c')).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    await expect(there.begin('c')).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  });

  it('has this limit even if it begins all streams at once', async () => {
    const { begin, generated } = setUp();
    const begun = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => begin(`k${at}`)));
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    expect(generated()).toBe(4);
  });

  it('begins a limited number of streams a day, and then learns when to try again', async () => {
    const { begin, platform } = setUp({ maxStreamsPerDay: 2 });
    for (const key of ['a', 'b']) await (await begin(key, silent)).text();
    // Reading an existing stream again does not count.
    for (let turn = 0; turn < 5; turn += 1) await (await begin('a', silent)).text();
    await platform.advance(3_600_000);
    await expect(begin('c', silent)).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      retryAfterMs: 23 * 3_600_000,
    });
    await platform.advance(23 * 3_600_000);
    expect((await begin('c', silent)).status).toBe(200);
  });

  it('has a limited number of readers at once, and each reader that leaves frees a place', async () => {
    const { begin, resume } = setUp({ maxReaders: 2 });
    const first = await begin('a');
    const second = await resume(first);
    await expect(resume(first)).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      details: { what: 'stream-readers', limit: 2 },
    });
    await second.body?.cancel();
    expect((await resume(first)).status).toBe(200);
  });

  it('gets back the place of a reader that never reads its answer', async () => {
    const { begin, resume, platform } = setUp({ maxReaders: 2, heartbeatMs: 15_000 });
    const first = await begin('a');
    const dropped = await resume(first);
    await expect(resume(first)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    await platform.advance(15_000);
    expect((await resume(first)).status).toBe(200);
    await expect(dropped.text()).rejects.toMatchObject({ code: 'STREAM_INTERRUPTED' });
  });

  it('takes no place to ask for the head of an answer', async () => {
    const { begin, resume } = setUp({ maxReaders: 2 });
    const first = await begin('a');
    for (let turn = 0; turn < 5; turn += 1) {
      const head = await resume(first, 'HEAD');
      expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    }
    expect((await resume(first)).status).toBe(200);
  });

  it('does not begin a stream that it could not read', async () => {
    const { begin, generated } = setUp({ maxReadersOfStream: 1 });
    const first = await begin('a');
    await expect(begin('a')).rejects.toMatchObject({
      details: { what: 'stream-readers-of-stream', limit: 1 },
    });
    await first.body?.cancel();
    expect((await begin('a')).status).toBe(200);
    expect(generated()).toBe(1);
  });
});

describe('the lease of a writer', () => {
  it('does not end when the clock jumps forward while its process runs', async () => {
    const { begin, resume, platform, log } = setUp();
    const response = await begin('a');
    platform.jumpWallClock(61 * 86_400_000);
    await (await resume(response)).body?.cancel();
    expect((await log.find(idOf(response)))?.endedAt).toBeUndefined();
  });

  it('ends for waiting readers even if the clock was set back', async () => {
    const platform = createVirtualPlatform();
    const log = memoryStreamLog();
    const leaseUntil = platform.now() + 6000;
    await log.open({ id: 's', owner: 'mara', fingerprint: 'f', writer: 'dead', leaseUntil });
    platform.jumpWallClock(-86_400_000);
    const streams = createStreamServer({ log, platform });
    const request = new Request('http://test/', { headers: { accept: 'application/x-ndjson' } });
    const text = (await streams.resume(request, { owner: 'mara', id: 's' })).text();
    await platform.advance(13_000);
    expect(await text).toContain('server-lost');
  });
});
