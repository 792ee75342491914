import { Failure } from '@holdfast/core';
import type { StreamEnvelope } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform, type VirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStreamServer } from './create-stream-server.ts';
import { memoryStreamLog } from './memory-stream-log.ts';
import type { NewEvent } from './new-event.ts';
import type { StreamLog } from './stream-log.ts';
import type { StartOptions, StreamServerOptions } from './stream-server.ts';
import type { Generate } from './write-stream.ts';

const address = 'http://test/stories';
const mara = { owner: 'mara' };

/** A generator in the hands of a test. */
function script(): {
  readonly generate: Generate;
  readonly give: (...events: readonly NewEvent[]) => Promise<void>;
  readonly say: (text: string) => Promise<void>;
  readonly end: () => Promise<void>;
  readonly die: (error: unknown) => Promise<void>;
  readonly calls: () => number;
  readonly stopped: () => boolean;
} {
  const queue: (() => NewEvent | undefined)[] = [];
  let wake: (() => void) | undefined;
  let calls = 0;
  let signal: AbortSignal | undefined;
  const push = async (step: () => NewEvent | undefined): Promise<void> => {
    queue.push(step);
    wake?.();
    await settled();
  };
  return {
    async *generate(context) {
      calls += 1;
      signal = context.signal;
      for (;;) {
        const step = queue.shift();
        if (step) {
          const event = step();
          if (!event) return;
          yield event;
        } else {
          await new Promise<void>((resolve) => (wake = resolve));
        }
      }
    },
    async give(...events) {
      for (const event of events) await push(() => event);
    },
    say: (text) => push(() => ({ type: 'delta', text })),
    end: () => push(() => undefined),
    die: (error) =>
      push(() => {
        throw error;
      }),
    calls: () => calls,
    stopped: () => signal?.aborted ?? false,
  };
}

/** The text of each event, or its type. */
const toldBy = (events: readonly StreamEnvelope[]): readonly string[] =>
  events
    .filter(({ type }) => type !== 'start')
    .map((event) => (event.type === 'delta' ? String(event['text']) : event.type));

/** All consequences of earlier calls have happened. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

interface Reader {
  /** The next envelope; `undefined` at the end of the body; `heartbeat` for a sign of life. */
  next(): Promise<StreamEnvelope | 'heartbeat' | undefined>;
  rest(): Promise<readonly StreamEnvelope[]>;
  leave(): Promise<void>;
}

function readerOf(response: Response): Reader {
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  const lines: string[] = [];
  let text = '';
  const next: Reader['next'] = async () => {
    while (lines.length === 0) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      text += new TextDecoder().decode(value);
      const whole = text.split('\n');
      text = whole.pop() ?? '';
      lines.push(...whole);
    }
    const line = lines.shift();
    return line === '' ? 'heartbeat' : (JSON.parse(line ?? '') as StreamEnvelope);
  };
  return {
    next,
    async rest() {
      const events: StreamEnvelope[] = [];
      for (let event = await next(); event; event = await next()) {
        if (event !== 'heartbeat') events.push(event);
      }
      return events;
    },
    leave: () => reader.cancel(),
  };
}

interface Begin extends Partial<StartOptions> {
  readonly key?: string;
  readonly body?: string;
  readonly accept?: string;
}

const idOf = (response: Response): string =>
  (response.headers.get('location') ?? '').slice('/stories/'.length);

function setUp(
  options: Partial<StreamServerOptions> = {},
  log: StreamLog = memoryStreamLog(),
  platform: VirtualPlatform = createVirtualPlatform(),
) {
  const reported: unknown[] = [];
  const streams = createStreamServer({
    log,
    platform,
    report: (thrown) => reported.push(thrown),
    ...options,
  });
  const begin = (
    generate: Generate,
    {
      key = '"k1"',
      body = '{"prompt":"hi"}',
      accept = 'application/x-ndjson',
      ...given
    }: Begin = {},
  ): Promise<Response> =>
    streams.start(
      new Request(address, {
        method: 'POST',
        body,
        headers: key === '' ? { accept } : { accept, 'idempotency-key': key },
      }),
      { ...mara, generate, ...given },
    );
  const resume = (id: string, after?: number | string, owner = 'mara'): Promise<Response> =>
    streams.resume(
      new Request(`${address}/${id}${after === undefined ? '' : `?after=${after}`}`, {
        headers: { accept: 'application/x-ndjson' },
      }),
      { id, owner },
    );
  return { streams, begin, resume, log, platform, reported };
}

/** The stream of a process that was killed while it generated. */
async function orphan(): Promise<{
  readonly log: StreamLog;
  readonly platform: VirtualPlatform;
  readonly id: string;
}> {
  const platform = createVirtualPlatform();
  const log = memoryStreamLog();
  let dead = false;
  const dying: StreamLog = {
    ...log,
    append: (...given) => (dead ? new Promise(() => {}) : log.append(...given)),
  };
  const { begin } = setUp({ leaseMs: 3000 }, dying, platform);
  const story = script();
  const response = await begin(story.generate);
  await story.say('Once');
  dead = true;
  return { log, platform, id: idOf(response) };
}

describe('a stream', () => {
  it('is told as it is generated, with its place and its cost, and ends with done', async () => {
    const { begin } = setUp();
    const story = script();
    const response = await begin(story.generate, { estimateMicros: 40 });
    const reader = readerOf(response);
    const id = idOf(response);
    expect(id).toMatch(/^[\da-f]{32}$/);
    expect(await reader.next()).toEqual({ seq: 1, type: 'start', id, estimateMicros: 40 });
    await story.say('Once');
    expect(await reader.next()).toEqual({ seq: 2, type: 'delta', offset: 0, text: 'Once' });
    await story.give({ type: 'usage', micros: 12 }, { type: 'mood', mood: 'calm' });
    await story.end();
    expect(await reader.rest()).toEqual([
      { seq: 3, type: 'usage', micros: 12 },
      { seq: 4, type: 'mood', mood: 'calm' },
      { seq: 5, type: 'done', offset: 4 },
    ]);
  });

  it.each([
    ['text/event-stream', /^id: 1\nevent: start\ndata: \{"type":"start".*\}\n\n/],
    ['application/x-ndjson', /^\{"type":"start".*\}\n\{/],
  ])('is told as %s', async (accept, expected) => {
    const { begin } = setUp();
    const story = script();
    const response = await begin(story.generate, { accept });
    await story.end();
    expect(response.headers.get('content-type')).toBe(accept);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toMatch(expected);
  });

  it('is admitted by the app once, and a refusal begins nothing', async () => {
    const { begin, log } = setUp();
    const story = script();
    const asked: string[] = [];
    const poor = new Failure(catalogue.BUDGET_EXCEEDED);
    const refuse = ({ id }: { readonly id: string }): void => {
      asked.push(id);
      throw poor;
    };
    await expect(begin(story.generate, { admit: refuse })).rejects.toBe(poor);
    expect(story.calls()).toBe(0);
    expect(await log.find(asked[0] ?? '')).toBeUndefined();
    const admit = ({ id }: { readonly id: string }): void => void asked.push(id);
    const response = await begin(story.generate, { admit });
    expect(asked).toEqual([idOf(response), idOf(response)]);
    await begin(story.generate, { admit: refuse });
    expect(asked).toHaveLength(2);
    expect(story.calls()).toBe(1);
  });

  it('is refused where its format is not taken', async () => {
    const { begin } = setUp();
    const story = script();
    await expect(begin(story.generate, { accept: 'text/html' })).rejects.toMatchObject({
      code: 'NOT_ACCEPTABLE',
      status: 406,
    });
    expect(story.calls()).toBe(0);
  });

  it('has every event in its log before it sends the event to a reader', async () => {
    const log = memoryStreamLog();
    let letGo: (() => void) | undefined;
    const slow: StreamLog = {
      ...log,
      append: async (...given) => {
        await new Promise<void>((resolve) => (letGo = resolve));
        return log.append(...given);
      },
    };
    const { begin } = setUp({}, slow);
    const story = script();
    const reader = readerOf(await begin(story.generate));
    let told = false;
    const first = reader.next().then(() => (told = true));
    await settled();
    expect(told).toBe(false);
    letGo?.();
    await first;
  });

  it('goes on without its readers, and is read again from its beginning by its key', async () => {
    const { begin } = setUp();
    const story = script();
    const first = await begin(story.generate);
    await readerOf(first).leave();
    await story.say('Once');
    const again = await begin(story.generate);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const reader = readerOf(again);
    expect(await reader.next()).toMatchObject({ type: 'start' });
    expect(await reader.next()).toMatchObject({ text: 'Once' });
    await story.end();
    expect(await reader.next()).toMatchObject({ type: 'done' });
    expect(story.calls()).toBe(1);
  });

  it('has many readers, each where it is', async () => {
    const { begin, resume } = setUp();
    const story = script();
    const first = await begin(story.generate);
    await story.say('a');
    const readers = [first, await resume(idOf(first), 1), await resume(idOf(first))].map(readerOf);
    await story.say('b');
    await story.end();
    const rests = await Promise.all(readers.map((reader) => reader.rest()));
    expect(rests.map((events) => events.map(({ seq }) => seq))).toEqual([
      [1, 2, 3, 4],
      [2, 3, 4],
      [1, 2, 3, 4],
    ]);
  });

  it('is written once and never cut within a character, however it is generated', async () => {
    const { begin } = setUp();
    const story = script();
    const response = await begin(story.generate);
    for (const unit of 'a🔥b\uD83D'.split('')) await story.say(unit);
    await story.say('');
    await story.end();
    const texts = (await readerOf(response).rest()).filter(({ type }) => type === 'delta');
    expect(texts.map((event) => (event as { text: string }).text).join('')).toBe('a🔥b\uFFFD');
    expect(texts.map((event) => (event as { offset: number }).offset)).toEqual([0, 1, 5, 6]);
  });

  it('gathers events while the log is busy, and lets a generator wait that is far ahead', async () => {
    const log = memoryStreamLog();
    const letGo: (() => void)[] = [];
    const writes: number[] = [];
    const slow: StreamLog = {
      ...log,
      append: async (id, events, by) => {
        writes.push(events.length);
        await new Promise<void>((resolve) => letGo.push(resolve));
        return log.append(id, events, by);
      },
    };
    const { begin } = setUp({}, slow);
    let generated = 0;
    await begin(async function* () {
      for (; generated < 100; generated += 1) {
        yield { type: 'delta', text: 'x'.repeat(10_000) };
      }
    });
    for (let turn = 0; turn < 20; turn += 1) await settled();
    expect(generated).toBeLessThan(10);
    await expect
      .poll(
        async () => {
          letGo.shift()?.();
          await settled();
          return generated;
        },
        { interval: 1 },
      )
      .toBe(100);
    expect(writes.length).toBeLessThan(30);
  });
});

describe('resuming', () => {
  it('gives the stored events after a place, then the new ones', async () => {
    const { begin, resume } = setUp();
    const story = script();
    const response = await begin(story.generate);
    await story.say('Once');
    const reader = readerOf(await resume(idOf(response), 2));
    await story.say(' upon');
    expect(await reader.next()).toEqual({ seq: 3, type: 'delta', offset: 4, text: ' upon' });
  });

  it('says with 204 that nothing comes after the end', async () => {
    const { begin, resume } = setUp();
    const story = script();
    const response = await begin(story.generate);
    await story.end();
    await response.text();
    expect((await resume(idOf(response), 2)).status).toBe(204);
    expect((await readerOf(await resume(idOf(response), 1)).rest()).length).toBe(1);
  });

  it('understands what browsers send by themselves', async () => {
    const { streams, begin } = setUp();
    const story = script();
    const response = await begin(story.generate);
    await story.end();
    const id = idOf(response);
    const headers = { 'last-event-id': '1', accept: 'text/event-stream' };
    const again = await streams.resume(new Request(`${address}/${id}`, { headers }), {
      id,
      ...mara,
    });
    expect(await again.text()).toMatch(/^id: 2\nevent: done\n/);
  });

  it.each(['-1', 'x', '1.5', '', '3'])('refuses "%s" as a place', async (after) => {
    const { begin, resume } = setUp();
    const story = script();
    const response = await begin(story.generate);
    await story.say('a');
    await expect(resume(idOf(response), after)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('does not show streams of other users, nor unknown ones', async () => {
    const { streams, begin, resume } = setUp();
    const response = await begin(script().generate);
    const id = idOf(response);
    const unknown = { code: 'NOT_FOUND', status: 404 };
    await expect(resume(id, 0, 'noor')).rejects.toMatchObject(unknown);
    await expect(resume('nothing')).rejects.toMatchObject(unknown);
    await expect(streams.cancel({ id, owner: 'noor' })).rejects.toMatchObject(unknown);
  });

  it('says that a stream is gone, and does not generate it again', async () => {
    const { begin, resume, log, platform } = setUp();
    const story = script();
    const response = await begin(story.generate);
    await story.end();
    await response.text();
    await log.prune({ eventsBefore: platform.now() + 1, streamsBefore: 0 });
    const gone = { code: 'STREAM_GONE', status: 410 };
    await expect(resume(idOf(response))).rejects.toMatchObject(gone);
    await expect(begin(story.generate)).rejects.toMatchObject(gone);
    expect(story.calls()).toBe(1);
  });
});

describe('a key', () => {
  it('is needed, and is refused to another request', async () => {
    const { begin } = setUp();
    const story = script();
    await expect(begin(story.generate, { key: '' })).rejects.toMatchObject({ status: 400 });
    await begin(story.generate);
    await expect(begin(story.generate, { body: '{"prompt":"ho"}' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      status: 422,
    });
    expect(story.calls()).toBe(1);
  });

  it('begins one stream of many requests at once', async () => {
    const { begin } = setUp();
    const story = script();
    const crowd = await Promise.all(Array.from({ length: 20 }, () => begin(story.generate)));
    await story.end();
    expect(story.calls()).toBe(1);
    expect(new Set(crowd.map(({ headers }) => headers.get('location'))).size).toBe(1);
    const texts = await Promise.all(crowd.map((response) => response.text()));
    expect(new Set(texts).size).toBe(1);
  });

  it.each<[string, () => string, RegExp]>([
    [
      'that the app fails to make',
      () => {
        throw new Error('No route of this name.');
      },
      /No route/,
    ],
    ['that no header can hold', () => '/s/\n/1', /header value/],
  ])('costs nothing with an address %s', async (_, location, why) => {
    const { begin, log } = setUp();
    const story = script();
    let paid = 0;
    const admit = (): void => void (paid += 1);
    await expect(begin(story.generate, { admit, location })).rejects.toThrow(why);
    expect([paid, story.calls()]).toEqual([0, 0]);
    const response = await begin(story.generate, { admit });
    expect(await log.find(idOf(response))).toBeDefined();
    expect(response.headers.has('idempotency-replayed')).toBe(false);
    expect(paid).toBe(1);
  });

  it('is one of its owner alone, and its address may be the application’s', async () => {
    const { begin } = setUp();
    const story = script();
    const hers = await begin(story.generate);
    const his = await begin(story.generate, {
      owner: 'noor',
      location: (id: string) => `/s/${id}`,
    });
    expect(his.headers.get('location')).toMatch(/^\/s\/[\da-f]{32}$/);
    expect(hers.headers.get('location')).not.toContain(his.headers.get('location')?.slice(3));
  });
});

/** A server whose log certainly takes nothing for a time after `leave`. */
function awayFor(ms: number) {
  const platform = createVirtualPlatform();
  const log = memoryStreamLog();
  let backAt = 0;
  const append: StreamLog['append'] = async (...given) => {
    if (platform.monotonic() >= backAt) return log.append(...given);
    throw new Failure(catalogue.DATABASE_UNREACHABLE, { effect: 'none' });
  };
  const leave = (): void => {
    backAt = platform.monotonic() + ms;
  };
  return { ...setUp({ platform, leaseMs: 6000 }, { ...log, append }), platform, leave };
}

describe('an end', () => {
  it.each<[string, unknown, object]>([
    [
      'died',
      new TypeError('x is not a function'),
      { type: 'interrupted', reason: 'generator-failed' },
    ],
    [
      'is overloaded',
      new Failure(catalogue.UNAVAILABLE),
      { type: 'interrupted', reason: 'generator-failed' },
    ],
    [
      'was refused for good',
      new Failure(catalogue.BUDGET_EXCEEDED),
      { type: 'error', problem: { code: 'BUDGET_EXCEEDED', status: 402 } },
    ],
  ])('says that the generator %s, and keeps the text', async (_, error, end) => {
    const { begin, reported } = setUp();
    const story = script();
    const response = await begin(story.generate);
    await story.say('Once');
    await story.die(error);
    const events = await readerOf(response).rest();
    expect(events.at(-2)).toMatchObject({ text: 'Once' });
    expect(events.at(-1)).toMatchObject(end);
    expect(reported).toEqual([error]);
  });

  it('may be of the generator’s own choosing, and then nothing follows', async () => {
    const { begin } = setUp();
    const response = await begin(async function* () {
      yield { type: 'done', reason: 'length' };
      yield { type: 'delta', text: 'too late' };
    });
    expect(await readerOf(response).rest()).toMatchObject([
      { type: 'start' },
      { type: 'done', reason: 'length', offset: 0 },
    ]);
  });

  it('by cancelling stops the generator at once, for every reader', async () => {
    const { streams, begin } = setUp();
    const story = script();
    const response = await begin(story.generate);
    await story.say('Once');
    const cancelling = { id: idOf(response), ...mara };
    expect((await streams.cancel(cancelling)).status).toBe(204);
    await settled();
    expect(story.stopped()).toBe(true);
    await story.say(' upon');
    const events = await readerOf(response).rest();
    expect(events.at(-1)).toEqual({ seq: 3, type: 'interrupted', offset: 4, reason: 'cancelled' });
    expect((await streams.cancel(cancelling)).status).toBe(204);
  });

  it('by cancelling lets a generator that is deaf clean up after itself', async () => {
    const { streams, begin } = setUp();
    let returned = 0;
    const deaf: Generate = () => ({
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        async return() {
          returned += 1;
          throw new Error('nothing to clean');
        },
      }),
    });
    const response = await begin(deaf);
    await streams.cancel({ id: idOf(response), ...mara });
    await settled();
    expect(returned).toBe(1);
  });

  it('keeps its lease from the next event on when the host has lost its timers', async () => {
    const { log, platform } = setUp();
    const leases: number[] = [];
    const watched: StreamLog = {
      ...log,
      append(id, events, by) {
        if (events.length === 0) leases.push(platform.now());
        return log.append(id, events, by);
      },
    };
    const elsewhere = setUp({ leaseMs: 3000 }, watched, platform);
    const story = script();
    await elsewhere.begin(story.generate);
    platform.loseTimers();
    await platform.advance(2000);
    expect(leases).toEqual([]);
    await story.say('Once');
    await platform.advance(2100);
    expect(leases.length).toBeGreaterThan(1);
    await story.end();
    await settled();
    expect(platform.pending()).toBe(0);
  });

  it('by cancelling in another process stops the generator when it is next heard of', async () => {
    const { begin, log, platform } = setUp({ leaseMs: 3000 });
    const elsewhere = setUp({}, { ...log, watch: () => () => {} }, platform);
    const story = script();
    const response = await begin(story.generate);
    await story.say('Once');
    await elsewhere.streams.cancel({ id: idOf(response), ...mara });
    expect(story.stopped()).toBe(false);
    await platform.advance(1000);
    expect(story.stopped()).toBe(true);
    await story.end();
    expect((await readerOf(response).rest()).at(-1)).toMatchObject({ reason: 'cancelled' });
  });

  it('is the truth about a log that failed: the text has no hole', async () => {
    const log = memoryStreamLog();
    let broken = false;
    const failing: StreamLog = {
      ...log,
      append: (id, events, by) => {
        if (!broken || events.some(({ type }) => type === 'interrupted')) {
          return log.append(id, events, by);
        }
        broken = false;
        return Promise.reject(new Failure(catalogue.COMMIT_UNCERTAIN));
      },
    };
    const { begin, reported } = setUp({}, failing);
    const story = script();
    const response = await begin(story.generate);
    await story.say('one');
    broken = true;
    await story.say('two');
    await story.say('three');
    await settled();
    const events = await readerOf(response).rest();
    expect(events.slice(1)).toMatchObject([
      { text: 'one' },
      { type: 'interrupted', reason: 'server-failed', offset: 3 },
    ]);
    expect(reported).toMatchObject([{ code: 'COMMIT_UNCERTAIN' }]);
  });

  describe('that is away for a moment and certainly took nothing', () => {
    it('ends no stream, and keeps each event once', async () => {
      const { begin, platform, leave } = awayFor(2500);
      const story = script();
      const response = await begin(story.generate);
      await story.say('one');
      leave();
      await story.say('two');
      await platform.advance(2600);
      await story.say('three');
      await story.end();
      expect(toldBy(await readerOf(response).rest())).toEqual(['one', 'two', 'three', 'done']);
    });

    it('loses no end of a stream', async () => {
      const { begin, platform, leave } = awayFor(2500);
      const story = script();
      const response = await begin(story.generate);
      await story.say('one');
      leave();
      await story.end();
      await platform.advance(2600);
      expect(toldBy(await readerOf(response).rest())).toEqual(['one', 'done']);
    });

    it('ends a stream when it stays away for half of a lease', async () => {
      const { begin, reported, platform, leave } = awayFor(3100);
      const story = script();
      await begin(story.generate);
      await story.say('one');
      leave();
      await story.say('two');
      await platform.advance(3000);
      expect(story.stopped()).toBe(true);
      expect(reported).toContainEqual(expect.objectContaining({ code: 'DATABASE_UNREACHABLE' }));
    });
  });
});

describe('a server that died', () => {
  it('is found by the next reader that resumes, once its lease is over', async () => {
    const { log, platform, id } = await orphan();
    const { resume } = setUp({ leaseMs: 3000 }, log, platform);
    await platform.advance(3001);
    const events = await readerOf(await resume(id, 1)).rest();
    expect(events).toEqual([
      { seq: 2, type: 'delta', offset: 0, text: 'Once' },
      { seq: 3, type: 'interrupted', offset: 4, reason: 'server-lost' },
    ]);
  });

  it('is found by a reader that waits for it', async () => {
    const { log, platform, id } = await orphan();
    const { resume } = setUp({ leaseMs: 3000, pollMs: 100 }, log, platform);
    const reader = readerOf(await resume(id, 2));
    const end = reader.next();
    await platform.advance(6100);
    expect(await end).toMatchObject({ seq: 3, reason: 'server-lost' });
  });

  it('is found by a client that starts it again, which gets the stored events and pays nothing', async () => {
    const { log, platform } = await orphan();
    const { begin } = setUp({ leaseMs: 3000 }, log, platform);
    const story = script();
    await platform.advance(3001);
    const events = await readerOf(await begin(story.generate)).rest();
    expect(events.at(-1)).toMatchObject({ reason: 'server-lost', offset: 4 });
    expect(story.calls()).toBe(0);
  });

  it('is not taken for dead while it only has nothing to say', async () => {
    const { begin, resume, log, platform } = setUp({ leaseMs: 3000 });
    const story = script();
    const response = await begin(story.generate);
    await platform.advance(60_000);
    expect(await log.find(idOf(response))).toMatchObject({ endedAt: undefined });
    await story.end();
    expect(await readerOf(await resume(idOf(response), 1)).rest()).toMatchObject([
      { type: 'done' },
    ]);
  });
});

describe('a silent line', () => {
  it('says from time to time that it is alive', async () => {
    const { begin, platform } = setUp({ heartbeatMs: 1000, pollMs: 100 });
    const story = script();
    const reader = readerOf(await begin(story.generate));
    await reader.next();
    const sign = reader.next();
    await platform.advance(1000);
    expect(await sign).toBe('heartbeat');
  });

  it('hears by looking again what another process has written', async () => {
    const { begin, log, platform } = setUp();
    const elsewhere = setUp({ pollMs: 100 }, { ...log, watch: () => () => {} }, platform);
    const story = script();
    const response = await begin(story.generate);
    await settled();
    const reader = readerOf(await elsewhere.resume(idOf(response), 1));
    const event = reader.next();
    await settled();
    await story.say('Once');
    await platform.advance(100);
    expect(await event).toMatchObject({ text: 'Once' });
  });

  it('waits for nothing any more when its reader has left', async () => {
    const { begin, platform } = setUp();
    const story = script();
    const response = await begin(story.generate);
    const reader = readerOf(response);
    await reader.next();
    void reader.next();
    await settled();
    await reader.leave();
    await story.end();
    expect(platform.pending()).toBe(0);
  });

  it('breaks when its log does', async () => {
    const log = memoryStreamLog();
    const broken: StreamLog = { ...log, read: () => Promise.reject(new Error('gone')) };
    const { begin } = setUp({}, broken);
    const reader = readerOf(await begin(script().generate));
    await expect(reader.next()).rejects.toThrow('gone');
  });
});

describe('a server that stops', () => {
  it('begins nothing new, and gives running streams time', async () => {
    const { streams, begin, platform } = setUp();
    const story = script();
    const reader = readerOf(await begin(story.generate));
    const drained = streams.drain(5000);
    await expect(begin(story.generate, { key: '"k2"' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      effect: 'none',
      retryAfterMs: 1000,
    });
    await story.say('The end.');
    await story.end();
    await drained;
    expect((await reader.rest()).at(-1)).toMatchObject({ type: 'done' });
    expect(platform.pending()).toBe(0);
  });

  it('interrupts longer streams with the reason, and leaves their end to the next reader', async () => {
    const { streams, begin, log, platform } = setUp();
    const story = script();
    const response = await begin(story.generate);
    await story.say('Once');
    const drained = streams.drain();
    await platform.advance(3000);
    await drained;
    expect(story.stopped()).toBe(true);
    expect((await readerOf(response).rest()).at(-1)).toEqual({
      seq: 3,
      type: 'interrupted',
      offset: 4,
      reason: 'server-stopping',
    });
    const next = setUp({}, log, platform);
    expect(await readerOf(await next.resume(idOf(response), 3)).rest()).toEqual([
      { seq: 4, type: 'interrupted', offset: 4, reason: 'server-lost' },
    ]);
  });

  it('stops a stream at once that was admitted just before and begins after the drain', async () => {
    const log = memoryStreamLog();
    const [asked, door] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow: StreamLog = {
      ...log,
      open(stream) {
        asked.resolve();
        return door.promise.then(() => log.open(stream));
      },
    };
    const { streams, begin, platform } = setUp({}, slow);
    const story = script();
    const begun = begin(story.generate);
    await asked.promise;
    await streams.drain(5000);
    door.resolve();
    const told = await readerOf(await begun).rest();
    expect(story.stopped()).toBe(true);
    expect((await log.read(idOf(await begun), 0, 10)).at(-1)).toMatchObject({
      type: 'interrupted',
      reason: 'server-stopping',
    });
    expect(told.every(({ type }) => type !== 'delta')).toBe(true);
    expect(platform.pending()).toBe(0);
  });

  it('lets go of readers of what another process generates', async () => {
    const { begin, log, platform } = setUp();
    const elsewhere = setUp({}, log, platform);
    const story = script();
    const response = await begin(story.generate);
    await story.say('Once');
    const reader = readerOf(await elsewhere.resume(idOf(response)));
    await elsewhere.streams.drain(5000);
    expect((await reader.rest()).map(({ type }) => type)).toEqual(['start', 'delta']);
    expect(story.stopped()).toBe(false);
  });
});
