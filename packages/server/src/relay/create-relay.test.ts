import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createCircuitBreaker } from '@holdfast/core/policies';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { memoryRelayStore } from './memory-relay-store.ts';
import { memorySink } from './memory-sink.ts';
import type { RelaySink, RelayVerdict } from './relay-sink.ts';
import { eventsOf, relayUnderTest } from '../../test/relay-under-test.ts';

const failure = new Failure(catalogue.UNAVAILABLE);
const poison = new Failure(catalogue.REQUEST_INVALID);
const retry: RelayVerdict = { outcome: 'retry', failure };
const done: RelayVerdict = { outcome: 'done' };
const never = new Promise<never>(() => {});
const bodies = (events: readonly { readonly body: unknown }[]): readonly unknown[] =>
  events.map(({ body }) => body);

describe('a relay', () => {
  it('delivers the events of a key in order, and several keys in one batch', async () => {
    const sink = memorySink();
    const { relay, platform, add, told } = relayUnderTest({ sinks: [sink] });
    await add(...eventsOf('a', 1, 2, 3), ...eventsOf('b', 4));
    relay.start();
    await platform.advance(0);
    expect(bodies(sink.delivered)).toEqual([1, 2, 3, 4]);
    expect(sink.batches).toHaveLength(1);
    expect(told.map(({ decision, attempt }) => [decision, attempt])).toEqual(
      Array.from({ length: 4 }, () => ['done', 1]),
    );
    await relay.stop();
    // The timers of policies may outlive their calls for a second.
    await platform.advance(1000);
    expect(platform.pending()).toBe(0);
  });

  it('finds new events at once after `notify`, soon after `enqueue`, and by its poll', async () => {
    const sink = memorySink();
    const { relay, platform, add, store } = relayUnderTest({ sinks: [sink] });
    relay.start();
    await platform.advance(1);
    await add(...eventsOf('a', 1));
    relay.notify();
    await platform.advance(0);
    expect(sink.delivered).toHaveLength(1);
    await add(...eventsOf('a', 2));
    await platform.advance(20);
    expect(sink.delivered).toHaveLength(2);
    const elsewhere = relayUnderTest({ sinks: [], store }, platform);
    await elsewhere.add(...eventsOf('a', 3));
    await platform.advance(1500);
    expect(bodies(sink.delivered)).toEqual([1, 2, 3]);
    await relay.stop();
  });

  it('claims once for the place of a batch that ended while others are under way', async () => {
    const waiting: (() => void)[] = [];
    const sink: RelaySink = {
      ...{ name: 'memory', maxBatch: 2 },
      send: (events) =>
        new Promise((resolve) => waiting.push(() => resolve(events.map(() => done)))),
    };
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    let claims = 0;
    const counted: typeof store = {
      ...store,
      claim: (request) => ((claims += 1), store.claim(request)),
    };
    const { relay, add, told } = relayUnderTest({ sinks: [sink], store: counted }, platform);
    await add(...['a', 'b', 'c', 'd', 'e', 'f'].flatMap((key) => eventsOf(key, 1, 2)));
    relay.start();
    await platform.advance(0);
    expect(waiting).toHaveLength(3);
    const before = claims;
    waiting.shift()?.();
    await platform.advance(0);
    expect(told).toHaveLength(2);
    expect(claims - before).toBe(1);
    for (let batch = 1; batch < 6; batch += 1) {
      waiting.shift()?.();
      // oxlint-disable-next-line no-await-in-loop -- one batch after another
      await platform.advance(0);
    }
    expect(told).toHaveLength(12);
    await relay.stop();
  });

  it('has one batch of a key under way, and many keys in parallel', async () => {
    const waiting: (() => void)[] = [];
    const answer = (): Promise<RelayVerdict> =>
      new Promise((resolve) => waiting.push(() => resolve(done)));
    const sink = memorySink({ maxBatch: 1, answer });
    const { relay, platform, add } = relayUnderTest({ sinks: [sink] });
    await add(...eventsOf('a', 1, 2), ...eventsOf('b', 3), ...eventsOf('c', 4));
    relay.start();
    await platform.advance(0);
    expect(waiting).toHaveLength(3);
    waiting.shift()?.();
    await platform.advance(0);
    expect(bodies(sink.delivered)).toEqual([1]);
    expect(waiting).toHaveLength(3);
    for (const one of waiting) one();
    await platform.advance(0);
    expect(sink.delivered).toHaveLength(4);
    await relay.stop();
  });

  it('retries a failed event after its wait, and sends the later events of its key after it', async () => {
    let failures = 2;
    const answer = (): RelayVerdict => ((failures -= 1) >= 0 ? { ...retry, afterMs: 700 } : done);
    const sink = memorySink({ answer });
    const { relay, platform, add, told, logged } = relayUnderTest({ sinks: [sink] });
    await add(...eventsOf('a', 1, 2));
    relay.start();
    await platform.advance(699);
    expect(sink.batches).toHaveLength(1);
    await platform.advance(1500);
    expect(bodies(sink.delivered)).toEqual([1, 2]);
    expect(told.filter(({ decision }) => decision === 'retry')).toMatchObject([
      { attempt: 1, code: 'UNAVAILABLE', incidentId: failure.incidentId },
      { attempt: 2, code: 'UNAVAILABLE' },
    ]);
    expect(sink.delivered.map(({ attempt }) => attempt)).toEqual([3, 1]);
    expect(logged).toEqual(['relay.retry', 'relay.retry']);
    await relay.stop();
  });

  it('leaves a failing sink alone, asks with one event, and burns no attempts meanwhile', async () => {
    let isDown = true;
    const sink = memorySink({ answer: () => (isDown ? retry : done) });
    const { relay, platform, add, store } = relayUnderTest({ sinks: [sink], maxFailures: 10 });
    await add(...Array.from({ length: 20 }, (_, key) => eventsOf(`k${key}`, key)).flat());
    relay.start();
    await platform.advance(60_000);
    expect(sink.batches.length).toBeLessThan(60);
    expect(sink.batches.at(-1)).toHaveLength(1);
    expect((await store.measure('memory', 99)).depth).toBe(20);
    isDown = false;
    await platform.advance(5000);
    expect(sink.delivered).toHaveLength(20);
    await relay.stop();
  });

  it('goes on with other keys while one waits, and stops a key at a dead event', async () => {
    const sink = memorySink({
      answer: ({ body, topic }) =>
        body === 'bad' && topic === 't' ? { outcome: 'dead', failure: poison } : done,
    });
    const { relay, platform, add } = relayUnderTest({ sinks: [sink] });
    await add(...eventsOf('a', 'bad', 'next'), ...eventsOf('b', 1));
    relay.start();
    await platform.advance(0);
    const copy = sink.delivered.find(({ topic }) => topic === 't.dead');
    const [dead] = await relay.stopped('memory');
    expect(copy).toMatchObject({
      ...{ key: 'a', body: 'bad' },
      headers: {
        ...{ 'dead-id': dead?.id, 'dead-code': 'REQUEST_INVALID', 'dead-attempts': '1' },
        'dead-incident': poison.incidentId,
      },
    });
    expect(bodies(sink.delivered)).not.toContain('next');
    expect(bodies(sink.delivered)).toContain(1);
    expect(dead && (await relay.amend({ ...dead, attempt: 7 }, 'skip'))).toBe(false);
    await platform.advance(2000);
    expect(bodies(sink.delivered)).not.toContain('next');
    expect(dead && (await relay.amend(dead, 'skip'))).toBe(true);
    await platform.advance(0);
    expect(bodies(sink.delivered)).toContain('next');
    await relay.stop();
  });

  it('goes past a dead event with `skip`, and copies it only for a sink that wants copies', async () => {
    const sink = memorySink({
      takesDead: false,
      answer: ({ body }) => (body === 'bad' ? { outcome: 'dead', failure: poison } : done),
    });
    const { relay, platform, add } = relayUnderTest({ sinks: [sink], onPoison: 'skip' });
    await add(...eventsOf('a', 'bad', 'next'));
    relay.start();
    await platform.advance(0);
    expect(bodies(sink.delivered)).toEqual(['next']);
    expect(await relay.stopped('memory')).toMatchObject([{ body: 'bad', holdsKey: false }]);
    await relay.stop();
  });

  it('waits for an administrator while the sink is blocked', async () => {
    let isLocked = true;
    const sink = memorySink({
      maxBatch: 1,
      answer: () => (isLocked ? { outcome: 'blocked', failure } : done),
    });
    const { relay, platform, add } = relayUnderTest({ sinks: [sink], maxInFlight: 1 });
    await add(...eventsOf('a', 1), ...eventsOf('b', 2));
    relay.start();
    await platform.advance(60_000);
    expect(sink.batches).toHaveLength(1);
    expect(relay.status.getSnapshot().sinks['memory']).toMatchObject({ isBlocked: true, depth: 2 });
    isLocked = false;
    expect(await relay.unblock('memory')).toBe(1);
    await platform.advance(0);
    expect(sink.delivered).toHaveLength(2);
    await relay.stop();
  });

  it('ends the call to a sink that never answers, and retries', async () => {
    let isSilent = true;
    const sink = memorySink({ answer: () => (isSilent ? never : done) });
    const { relay, platform, add, told } = relayUnderTest({ sinks: [sink], sendTimeoutMs: 2000 });
    await add(...eventsOf('a', 1));
    relay.start();
    await platform.advance(2000);
    expect(told).toMatchObject([{ decision: 'retry', code: 'TIMEOUT' }]);
    isSilent = false;
    await platform.advance(5000);
    expect(bodies(sink.delivered)).toEqual([1]);
    await relay.stop();
  });

  it.each<[string, RelaySink['send']]>([
    ['gives too few verdicts', async () => []],
    ['gives no list of verdicts', async () => undefined as never],
    ['gives a verdict that is none', async () => [{ outcome: 'ok' } as never]],
    ['gives a failure that is none', async () => [{ outcome: 'dead', failure: 'no' } as never]],
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
  ])('keeps the events of a sink that %s', async (_, send) => {
    const { relay, platform, add, told, store } = relayUnderTest({
      sinks: [{ name: 'memory', send }],
    });
    await add(...eventsOf('a', 1));
    relay.start();
    await platform.advance(0);
    expect(told).toMatchObject([{ decision: 'retry' }]);
    expect((await store.measure('memory', 9)).depth).toBe(1);
    await relay.stop();
  });

  it('waits as long as the failure says that a sink throws', async () => {
    const busy = new Failure(catalogue.UNAVAILABLE, { retryAfterMs: 20_000 });
    const { relay, platform, add, told } = relayUnderTest({
      sinks: [{ name: 'memory', send: async () => Promise.reject(busy) }],
    });
    await add(...eventsOf('a', 1));
    relay.start();
    await platform.advance(0);
    expect(told).toMatchObject([{ decision: 'retry', code: 'UNAVAILABLE' }]);
    expect(told[0]?.delayMs).toBeGreaterThanOrEqual(20_000);
    await relay.stop();
  });

  it('delivers after a circuit breaker of the app threw', async () => {
    const breaker = createCircuitBreaker();
    const { getSnapshot } = breaker;
    let isBroken = true;
    const broken = (): ReturnType<typeof getSnapshot> => {
      if (isBroken) throw new Error('no');
      return getSnapshot();
    };
    const sink = memorySink();
    const { relay, platform, add } = relayUnderTest({
      sinks: [sink],
      breaker: () => Object.assign(breaker, { getSnapshot: broken }),
      measureMs: 60_000,
    });
    await add(...eventsOf('a', 1));
    relay.start();
    await platform.advance(2000);
    isBroken = false;
    await platform.advance(5000);
    expect(bodies(sink.delivered)).toEqual([1]);
    await relay.stop();
  });

  it('sends each attempt as a span of the trace of its event', async () => {
    const sink = memorySink();
    const { relay, platform, add } = relayUnderTest({ sinks: [sink] });
    const traceparent = '00-11111111111111111111111111111111-2222222222222222-01';
    await add(...eventsOf('a', 1).map((event) => ({ ...event, traceparent })));
    relay.start();
    await platform.advance(0);
    expect(sink.delivered[0]?.traceparent).toMatch(/^00-1{32}-(?!2{16})[0-9a-f]{16}-01$/);
    await relay.stop();
  });

  it('has a separate circuit for each sink', async () => {
    const down = memorySink({ name: 'down', answer: () => retry });
    const up = memorySink();
    const { relay, platform, add } = relayUnderTest({ sinks: [down, up] });
    await add(...eventsOf('a', 1).map((event) => ({ ...event, sink: 'down' })));
    relay.start();
    await platform.advance(10_000);
    await add(...eventsOf('a', 2));
    await platform.advance(20);
    expect(bodies(up.delivered)).toEqual([2]);
    expect(relay.status.getSnapshot().sinks).toMatchObject({
      memory: { circuit: 'closed' },
      down: { circuit: 'open', depth: 1 },
    });
    await relay.stop();
  });
});

describe('a stop', () => {
  it('waits for the batches under way, and begins no other', async () => {
    let finish!: () => void;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const sink = memorySink({ maxBatch: 1, answer: () => gate.then(() => done) });
    const { relay, platform, add, store } = relayUnderTest({ sinks: [sink] });
    await add(...eventsOf('a', 1, 2));
    relay.start();
    await platform.advance(0);
    const stopped = relay.stop();
    finish();
    await platform.advance(5000);
    await stopped;
    expect(bodies(sink.delivered)).toEqual([1]);
    expect((await store.measure('memory', 9)).depth).toBe(1);
    expect(relay.status.getSnapshot().kind).toBe('stopped');
  });

  it('leaves nothing under way after its deadline, and a late verdict changes nothing', async () => {
    let finish!: (verdict: RelayVerdict) => void;
    const late = new Promise<RelayVerdict>((resolve) => (finish = resolve));
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    const slow = memorySink({ answer: () => late });
    const first = relayUnderTest({ sinks: [slow], store }, platform);
    await first.add(...eventsOf('a', 1));
    first.relay.start();
    await platform.advance(0);
    const stopped = first.relay.stop(1000);
    await platform.advance(3000);
    await stopped;
    const sink = memorySink();
    const second = relayUnderTest({ sinks: [sink], store }, platform);
    second.relay.start();
    await platform.advance(0);
    expect(sink.delivered).toMatchObject([{ body: 1, attempt: 2 }]);
    finish({ outcome: 'dead', failure: poison });
    await platform.advance(0);
    expect(await second.relay.stopped('memory')).toEqual([]);
    await second.relay.stop();
  });

  it('ends although the store no longer answers', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    const { relay } = relayUnderTest(
      { sinks: [memorySink()], store: { ...store, release: () => never } },
      platform,
    );
    relay.start();
    await platform.advance(0);
    const stopped = relay.stop(1000);
    await platform.advance(10_000);
    await stopped;
    expect(platform.pending()).toBe(0);
  });
});

describe('the check of a relay', () => {
  it('gives the numbers of all sinks, and fails over its limits', async () => {
    const sink = memorySink({ answer: () => retry });
    const { relay, platform, add } = relayUnderTest({ sinks: [sink], measureMs: 1000 });
    await add(...eventsOf('a', 1, 2));
    relay.start();
    await platform.advance(10_000);
    expect(await relay.check()()).toMatchObject({ depth: 2, dead: 0, blocked: 0 });
    await expect(relay.check({ maxDepth: 1 })()).rejects.toMatchObject({ code: 'BACK_PRESSURE' });
    await expect(relay.check({ maxOldestMs: 5000 })()).rejects.toMatchObject({
      code: 'BACK_PRESSURE',
    });
    await relay.stop();
  });

  it('fails while the store fails', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    const broken = { ...store, measure: async () => Promise.reject(new Error('gone')) };
    const { relay } = relayUnderTest({ sinks: [memorySink()], store: broken }, platform);
    relay.start();
    await platform.advance(0);
    await expect(relay.check()()).rejects.toMatchObject({ family: expect.any(String) });
    await relay.stop();
  });
});
