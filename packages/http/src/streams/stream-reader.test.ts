import { buildSync } from 'esbuild';
import type { createStreams } from './create-streams.ts';
import type * as streams from './create-streams.ts';
import { getEventListeners } from 'node:events';
import { Failure } from '@holdfast/core';
import type { StreamEvent, StreamWatch } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { fixedBackoff } from '@holdfast/core/policies';
import {
  createVirtualPlatform,
  jsonAnswer,
  problemAnswer,
  scriptedStream,
} from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { ndjson } from './ndjson.ts';
import { createStreamReader } from './stream-reader.ts';
import { flowing, stage, statesOf, story, type Choice } from './stream-stage.contract.ts';

const broken = (): never => {
  throw new Error('mine');
};

/** What a build for production makes of it: it trusts the options that development checked. */
async function inProduction(): Promise<typeof createStreams> {
  const { outputFiles } = buildSync({
    entryPoints: [`${import.meta.dirname}/create-streams.ts`],
    ...{ bundle: true, minify: true, write: false, format: 'esm' },
    conditions: ['@holdfast/source', 'browser', 'production'],
  });
  const code = encodeURIComponent(outputFiles[0]?.text ?? '');
  const built = (await import(/* @vite-ignore */ `data:text/javascript,${code}`)) as typeof streams;
  return built.createStreams;
}

describe('a stream with options that make no sense', () => {
  it('ends, with the text that came, when the backoff of the app throws', async () => {
    vi.stubGlobal('reportError', () => {});
    const { server, settle, stream, outcome } = await flowing({ backoff: broken });
    server.cut();
    await settle();
    server.cut();
    await settle();
    vi.unstubAllGlobals();
    expect(stream.getSnapshot()).toMatchObject({ kind: 'interrupted', resuming: false });
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once 🦊', notResumed: 'not-retryable' },
      failure: { code: 'STREAM_INTERRUPTED' },
    });
  });

  it('does not stall at once in production when the heartbeat is no number', async () => {
    const { platform, stream, server } = await flowing(
      { heartbeatMs: Number.NaN },
      await inProduction(),
    );
    await platform.advance(29_000);
    expect(stream.getSnapshot()).toMatchObject({ kind: 'streaming' });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['maxAttempts', 'attempts-used'],
    ['maxHintMs', 'hint-too-long'],
  ])(
    'is not asked for without end in production when %s is no number',
    async (option, notResumed) => {
      const { server, settle, outcome } = await flowing(
        { [option]: Number.NaN },
        await inProduction(),
      );
      server.cut();
      await settle();
      expect(await outcome).toMatchObject({ kind: 'interrupted', notResumed });
    },
  );
});

describe('a stream that is not answered', () => {
  it('is requested again after the silence that counts as a stall', async () => {
    const { server, platform, stream } = await flowing();
    server.holdNext();
    server.cut();
    await platform.advance(1_000 + 37_499);
    expect(server.requests).toHaveLength(2);
    await platform.advance(1 + 1_000);
    expect(server.requests).toHaveLength(3);
    server.write('!');
    await platform.advance(16);
    expect(stream.getSnapshot()).toMatchObject({ kind: 'streaming', text: 'Once 🦊!' });
  });

  it('fails by name when it never begins, and closes an answer that comes later', async () => {
    const { server, platform, settle, follow } = stage();
    const release = server.holdNext();
    const outcome = follow().start();
    await platform.advance(119_999);
    expect(follow().getSnapshot()).toMatchObject({ kind: 'running' });
    await platform.advance(1);
    expect(await outcome).toMatchObject({
      ...{ kind: 'failed', failure: { code: 'STREAM_STALLED', effect: 'unknown' } },
    });
    release();
    await settle();
    expect(server.readers()).toBe(0);
  });
});

describe('going on with a stream', () => {
  const said = { type: 'restart.changed', what: 'stream', name: 'story.tell' };

  it('tells telemetry of each request for the rest, and that the stream flows again', async () => {
    const { server, platform, settle, told } = await flowing();
    server.refuseNext(problemAnswer(new Failure(catalogue.UNAVAILABLE, { retryAfterMs: 7_000 })));
    server.cut();
    await platform.advance(1_000);
    server.write('!');
    await platform.advance(8_000);
    server.done();
    await settle();
    expect(told.filter(({ type }) => type === 'restart.changed')).toMatchObject([
      { ...said, state: 'restarting', attempt: 1, delayMs: 1_000 },
      { ...said, state: 'restarting', attempt: 2, delayMs: 8_000 },
      { ...said, state: 'healthy', attempt: 0 },
    ]);
  });

  it('tells telemetry that it gives the stream up, in the trouble of its run', async () => {
    const { server, platform, outcome, told } = await flowing({ maxAttempts: 2 });
    const refusal = problemAnswer(new Failure(catalogue.UNAVAILABLE));
    server.refuseNext(refusal, refusal);
    server.cut();
    await platform.advance(60_000);
    expect(await outcome).toMatchObject({ notResumed: 'attempts-used' });
    const restarts = told.filter(({ type }) => type === 'restart.changed');
    expect(restarts.at(-1)).toMatchObject({ ...said, state: 'given-up', attempt: 2 });
    expect(new Set(restarts.map(({ incidentId }) => incidentId))).toEqual(
      new Set([told.find(({ type }) => type === 'operation.settled')?.incidentId]),
    );
  });

  it('waits as long as the server asks, and then a little longer', async () => {
    const { server, platform, settle, stream } = await flowing();
    server.refuseNext(problemAnswer(new Failure(catalogue.UNAVAILABLE, { retryAfterMs: 7_000 })));
    server.cut();
    await platform.advance(1_000);
    expect(server.requests).toHaveLength(2);
    await platform.advance(7_999);
    expect(server.requests).toHaveLength(2);
    await platform.advance(1);
    expect(server.requests).toHaveLength(3);
    server.write('!');
    await settle();
    await platform.advance(16);
    expect(stream.getSnapshot()).toMatchObject({ kind: 'streaming', text: 'Once 🦊!' });
  });

  it('does not wait longer than `maxHintMs` for a server', async () => {
    const { server, platform, outcome } = await flowing();
    server.refuseNext(problemAnswer(new Failure(catalogue.UNAVAILABLE, { retryAfterMs: 61_000 })));
    server.cut();
    await platform.advance(1_000);
    expect(await outcome).toMatchObject({
      kind: 'interrupted',
      ...{ resumable: true, notResumed: 'hint-too-long' },
      failure: { retryAfterMs: 61_000 },
    });
  });

  it('ends a wait of its own when the device wakes, but not the server’s', async () => {
    const { server, platform, wake, settle } = await flowing();
    server.refuseNext(problemAnswer(new Failure(catalogue.UNAVAILABLE, { retryAfterMs: 7_000 })));
    server.cut();
    await settle();
    wake();
    await settle();
    expect(server.requests).toHaveLength(2);
    wake();
    await platform.advance(6_999);
    expect(server.requests).toHaveLength(2);
    await platform.advance(1);
    wake();
    await settle();
    expect(server.requests).toHaveLength(3);
  });

  it('stops after too many connections that brought nothing, and tries again when the app asks', async () => {
    const { server, platform, outcome, stream, settle } = await flowing({ maxAttempts: 3 });
    const lost = new Failure(catalogue.NETWORK_FAILED);
    server.refuseNext(lost, lost, lost);
    server.cut();
    await platform.advance(10_000);
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', resumable: true, text: 'Once 🦊', notResumed: 'attempts-used' },
    });
    expect(server.requests).toHaveLength(4);
    const again = stream.resume();
    server.done();
    await settle();
    expect(await again).toMatchObject({ kind: 'live', value: { text: 'Once 🦊' } });
  });

  it('forgets earlier failures after a connection that lasted', async () => {
    const { server, platform, stream } = await flowing({ maxAttempts: 2, healthyMs: 5_000 });
    for (let round = 0; round < 5; round += 1) {
      await platform.advance(5_000);
      server.cut();
      await platform.advance(1_000);
    }
    expect(stream.getSnapshot()).toMatchObject({ kind: 'interrupted', resuming: true });
    expect(server.readers()).toBe(1);
  });

  it('ends by name when an event at the same place does not fit a second time', async () => {
    const { server, platform, outcome } = await flowing();
    server.tell({ type: 'delta', offset: 99, text: 'x' });
    await platform.advance(0);
    expect(await outcome).toMatchObject({
      ...{
        kind: 'interrupted',
        resumable: false,
        text: 'Once 🦊',
        failure: { code: 'STREAM_GAP' },
        notResumed: 'unfit',
      },
    });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [404, catalogue.NOT_FOUND],
    [410, catalogue.STREAM_GONE],
  ])('ends when the server knows nothing of it any longer: %d', async (_, kind) => {
    const { server, platform, outcome } = await flowing();
    server.refuseNext(problemAnswer(new Failure(kind)));
    server.cut();
    await platform.advance(1_000);
    expect(await outcome).toMatchObject({
      ...{
        kind: 'interrupted',
        resumable: false,
        text: 'Once 🦊',
        failure: { code: 'STREAM_GONE' },
        notResumed: 'gone',
      },
    });
  });

  it('ends when the server has nothing more', async () => {
    const { server, platform, outcome } = await flowing();
    server.refuseNext(jsonAnswer(undefined, 204));
    server.cut();
    await platform.advance(1_000);
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', resumable: false, failure: { code: 'STREAM_INTERRUPTED' } },
      notResumed: 'gone',
    });
  });

  it('stops while its owner has to sign in', async () => {
    const { server, platform, outcome } = await flowing();
    server.refuseNext(problemAnswer(new Failure(catalogue.UNAUTHENTICATED, { retry: 'never' })));
    server.cut();
    await platform.advance(1_000);
    expect(await outcome).toMatchObject({
      ...{ resumable: true, failure: { code: 'UNAUTHENTICATED' }, notResumed: 'not-retryable' },
    });
  });
});

describe('a stream that falls silent', () => {
  it('is asked for again after two and a half heartbeats', async () => {
    const { server, platform, stream, settle } = await flowing({ heartbeatMs: 20_000 });
    server.sendRaw('\n');
    await platform.advance(49_999);
    expect(stream.getSnapshot()).toMatchObject({ kind: 'streaming' });
    expect(server.requests).toHaveLength(1);
    await platform.advance(1);
    // It asks at once, because the connection failed and not the server.
    await settle();
    expect(server.requests).toHaveLength(2);
    expect(server.readers()).toBe(1);
    server.write('!');
    await platform.advance(16);
    expect(stream.getSnapshot()).toMatchObject({ kind: 'streaming', text: 'Once 🦊!' });
  });

  it('is interrupted by STREAM_STALLED, also when the last connection was silent and no more are tried', async () => {
    const { server, platform, stream, outcome } = await flowing({ maxAttempts: 1 });
    const states = statesOf(stream);
    await platform.advance(37_500);
    expect(states.at(-1)).toMatchObject({
      ...{ kind: 'interrupted', resuming: true, text: 'Once 🦊' },
      failure: { code: 'STREAM_STALLED' },
    });
    await platform.advance(37_500);
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', resumable: true, notResumed: 'attempts-used' },
      failure: { code: 'STREAM_STALLED' },
    });
    expect(server.readers()).toBe(0);
  });

  it('does not count as silent as long as there are heartbeats', async () => {
    const { server, platform } = await flowing();
    for (let beat = 0; beat < 10; beat += 1) {
      await platform.advance(15_000);
      server.sendRaw('\n');
    }
    expect(server.requests).toHaveLength(1);
  });

  it('is noticed at once when the device wakes', async () => {
    const { server, platform, wake, settle } = await flowing();
    wake();
    await settle();
    expect(server.requests).toHaveLength(1);
    // The device slept, so timers and one clock stood still.
    platform.jumpWallClock(40_000);
    wake();
    await settle();
    expect(server.requests).toHaveLength(2);
  });
});

const take = async (events: AsyncIterator<StreamEvent<Choice>>, count: number) => {
  const taken: unknown[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next();
    if (done) break;
    taken.push(value.type);
  }
  return taken;
};

describe('events', () => {
  it('come in order, each once, to every iterator, and end with the stream', async () => {
    const { server, follow, platform, settle } = stage();
    const stream = follow();
    const [one, other] = [stream[Symbol.asyncIterator](), stream[Symbol.asyncIterator]()];
    void stream.start();
    await settle();
    server.tell({ type: 'start', id: 's1' }, { type: 'choice', options: [] });
    server.cut();
    await platform.advance(1_000);
    server.done();
    await settle();
    const all = ['start', 'own', 'done'];
    expect([await take(one, 9), await take(other, 9)]).toEqual([all, all]);
    expect(await stream[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  });

  it('hold the stream back while an iterator does not take them, until it takes them or returns', async () => {
    const { server, stream, platform, settle } = await flowing({ maxBehind: 2 });
    const events = stream[Symbol.asyncIterator]();
    for (const piece of 'abcd') server.write(piece);
    await platform.advance(16);
    expect(stream.getSnapshot()).toMatchObject({ text: 'Once 🦊ab' });
    // Silence counts as no stall while an iterator holds the stream back.
    await platform.advance(120_000);
    expect(server.requests).toHaveLength(1);
    expect(await take(events, 1)).toEqual(['delta']);
    await platform.advance(16);
    expect(stream.getSnapshot()).toMatchObject({ text: 'Once 🦊abc' });
    await events.return?.();
    server.done();
    await settle();
    expect(stream.getSnapshot()).toMatchObject({ kind: 'live', text: 'Once 🦊abcd' });
    expect(await take(events, 1)).toEqual([]);
  });

  it('end when the stream could not be begun', async () => {
    const { holdfast } = stage();
    const stream = holdfast.streams?.open(story as never, 7) as StreamWatch<Choice>;
    const taken = take(stream[Symbol.asyncIterator](), 1);
    expect(await stream.start()).toMatchObject({ failure: { code: 'INPUT_INVALID' } });
    expect(await taken).toEqual([]);
  });

  it('end for a caller that leaves its loop', async () => {
    const { server, stream, outcome, settle } = await flowing({ maxBehind: 1 });
    const events = stream[Symbol.asyncIterator]();
    const waiting = take(stream[Symbol.asyncIterator](), 5);
    server.write('a');
    server.write('b');
    await settle();
    stream.abort();
    expect(await outcome).toMatchObject({ kind: 'interrupted', resumable: true });
    expect(await take(events, 5)).toEqual(['delta']);
    expect(await waiting).toEqual(['delta']);
  });
});

describe('a stream that has settled', () => {
  it('has left no listener, however often its connection broke', async () => {
    const platform = createVirtualPlatform();
    const server = scriptedStream();
    const { signal } = new AbortController();
    let sleepers = 0;
    const reader = createStreamReader({
      ...{ formats: [ndjson], backoff: fixedBackoff(1_000), platform },
      wake() {
        sleepers += 1;
        return () => void (sleepers -= 1);
      },
    });
    const open = ({ after }: { readonly after: number }) =>
      server.open({
        ...{ method: 'GET', url: `http://localhost/s1?after=${after}` },
        ...{ headers: {}, body: null },
      });
    const settled = reader.read({ open }, 'begin', signal);
    await platform.advance(0);
    server.tell({ type: 'start', id: 's1' });
    for (let round = 0; round < 3; round += 1) {
      server.cut();
      await platform.advance(1_000);
    }
    server.done();
    await platform.advance(20);
    await settled;
    expect(reader.latest().kind).toBe('live');
    expect(server.requests).toHaveLength(4);
    expect(sleepers).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('listens no more to the signal of the caller that waited for it', async () => {
    const { follow, server, settle } = stage();
    const { signal } = new AbortController();
    const outcome = follow().start({ signal });
    await settle();
    server.tell({ type: 'start', id: 's1' });
    server.done();
    await settle();
    expect(await outcome).toMatchObject({ kind: 'live' });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('begins anew for a listener that starts it the moment it is done', async () => {
    const { stream, server, settle } = await flowing();
    let again: ReturnType<typeof stream.start> | undefined;
    stream.subscribe(() => {
      if (stream.getSnapshot().kind === 'live') again ??= stream.start();
    });
    server.done();
    await settle();
    expect(await again).toMatchObject({ kind: 'live' });
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });
});
