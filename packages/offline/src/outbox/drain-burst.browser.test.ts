import { type LockPort, webLocks, webPlatform } from '@holdfast/core/parts';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  answerOf,
  createStage,
  entry,
  stateOf,
  until,
  untilGone,
  untilState,
  type Stage,
} from './outbox-stage.contract.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

/** A lock that excludes no tab, as when its holder was frozen or its lock was stolen. */
const brokenLocks: LockPort = { hold: (_name, work) => work() };
const sentKeys = (): readonly string[] => stage.server.arrivals.map(({ key }) => key);

describe('a lane', () => {
  it('keeps its order, also when its head fails', async () => {
    const outbox = await stage.open();
    for (const id of ['a', 'b', 'c']) await outbox.add(entry(id));
    (await stage.server.next()).answer(503, undefined, { 'retry-after': '5' });
    const waiting = await untilState(outbox, 'a', 'waiting');
    expect(waiting.state).toMatchObject({ dueAt: stage.platform.now() + 5000 });
    await outbox.drain();
    expect(sentKeys()).toEqual(['a']);
    await stage.platform.advance(5000);
    (await stage.server.next()).cut();
    await untilState(outbox, 'a', 'queued');
    outbox.wake();
    for (let sent = 0; sent < 3; sent += 1) (await stage.server.next()).answer(200, {});
    await untilGone(outbox, 'c');
    expect(sentKeys()).toEqual(['a', 'a', 'a', 'b', 'c']);
  });

  it('runs beside the others, at most four at once', async () => {
    stage.identity.set(null);
    const outbox = await stage.open();
    for (const lane of ['u', 'v', 'w', 'x', 'y', 'z']) await outbox.add(entry(lane, { lane }));
    stage.identity.set({ subject: 'ann' });
    const first = await Promise.all([1, 2, 3, 4].map(() => stage.server.next()));
    expect(first.map(({ key }) => key)).toEqual(['u', 'v', 'w', 'x']);
    expect(stage.server.arrivals).toHaveLength(4);
    first[2]?.answer(200, {});
    expect((await stage.server.next()).key).toBe('y');
  });

  it.each([
    ['waits', 429, 'waiting'],
    ['is blocked', 409, 'blocked'],
    ['is dead', 422, 'dead'],
  ] as const)('does not stop the others when its head %s', async (_, status, kind) => {
    const outbox = await stage.open({ limits: { parallel: 1 } });
    await outbox.add(entry('a1', { lane: 'a' }));
    await outbox.add(entry('a2', { lane: 'a' }));
    await outbox.add(entry('b1', { lane: 'b' }));
    (await stage.server.next()).answer(status, undefined, { 'retry-after': '60' });
    (await stage.server.next()).answer(200, {});
    await untilGone(outbox, 'b1');
    await outbox.drain();
    expect(stateOf(outbox, 'a1')?.kind).toBe(kind);
    expect(stateOf(outbox, 'a2')?.kind).toBe('queued');
    expect(sentKeys()).toEqual(['a1', 'b1']);
  });

  it('does not stop the others when only its requests never get through', async () => {
    const outbox = await stage.open({
      transport: {
        async send(request) {
          if (request.body === '{"id":"poison"}') {
            await new Promise((resolve) => webPlatform.schedule(30, () => resolve(undefined)));
            throw new TypeError('not even a failure');
          }
          return answerOf(200, {});
        },
      },
    });
    await outbox.add(entry('poison', { lane: 'a' }));
    for (const id of ['b', 'c', 'd', 'e', 'f']) await outbox.add(entry(id, { lane: id }));
    await until(outbox.entries, (all) => all.length === 1);
  });
});

describe('without a network', () => {
  it('stops after the first silence, uses no attempt up, and tries again by itself', async () => {
    const outbox = await stage.open({ limits: { parallel: 1 } });
    await outbox.add(entry('a', { lane: 'a' }));
    await outbox.add(entry('b', { lane: 'b' }));
    (await stage.server.next()).cut();
    await untilState(outbox, 'a', 'queued');
    await stage.platform.advance(0);
    expect(sentKeys()).toEqual(['a']);
    await stage.platform.advance(1000);
    const next = await stage.server.next();
    next.answer(200, {});
    (await stage.server.next()).answer(200, {});
    await until(outbox.entries, (all) => all.length === 0);
  });

  it.each([
    ['an addition', (outbox: Awaited<ReturnType<Stage['open']>>) => void outbox.add(entry('b'))],
    ['a wake', (outbox: Awaited<ReturnType<Stage['open']>>) => outbox.wake()],
    ['the browser', () => dispatchEvent(new Event('online'))],
    ['a page that is shown again', () => dispatchEvent(new Event('pageshow'))],
  ])('sends again at once after %s', async (_, wake) => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    (await stage.server.next()).cut();
    await untilState(outbox, 'a', 'queued');
    wake(outbox);
    expect((await stage.server.next()).key).toBe('a');
  });

  it('gives up a send that never ends, even if the transport does not listen', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    const arrival = await stage.server.next();
    await stage.platform.advance(30_000);
    await untilState(outbox, 'a', 'queued');
    expect(arrival.signal?.aborted).toBe(true);
  });
});

describe('a server that ignores keys', () => {
  const blind = entry('a', { honoursKey: false });

  it('does not get a write again that it may have applied', async () => {
    const outbox = await stage.open();
    await outbox.add(blind);
    (await stage.server.next()).cut();
    const { state } = await untilState(outbox, 'a', 'blocked');
    expect(state).toMatchObject({ reason: 'uncertain', failure: { code: 'ENTRY_UNCERTAIN' } });
    outbox.wake();
    await outbox.drain();
    expect(sentKeys()).toEqual(['a']);
    await outbox.retry('a');
    (await stage.server.next()).answer(200, {});
    await untilGone(outbox, 'a');
  });

  it('does not get a write again that a dead tab left under way', async () => {
    const died = await stage.open({ locks: brokenLocks });
    await died.add(blind);
    await stage.server.next();
    const next = await stage.open({ locks: brokenLocks });
    expect((await untilState(next, 'a', 'blocked')).state).toMatchObject({ reason: 'uncertain' });
    expect(sentKeys()).toEqual(['a']);
  });
});

const wait = async () => {
  const outbox = await stage.open();
  await outbox.add(entry('a'));
  (await stage.server.next()).answer(429, undefined, { 'retry-after': '5' });
  await untilState(outbox, 'a', 'waiting');
  await outbox.drain();
  return outbox;
};

describe('a page that is left', () => {
  it('gives up the lock and its sends, and goes on when it is shown again', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    const arrival = await stage.server.next();
    dispatchEvent(new Event('pagehide'));
    expect(arrival.signal?.aborted).toBe(true);
    await untilState(outbox, 'a', 'queued');
    await webLocks().hold(`${stage.name}:drain`, async () => {});
    await stage.platform.advance(60_000);
    expect(sentKeys()).toEqual(['a']);
    dispatchEvent(new Event('pageshow'));
    expect((await stage.server.next()).key).toBe('a');
  });
});

describe('a clock that jumps', () => {
  it('back by a day makes no entry wait for a day', async () => {
    const outbox = await wait();
    stage.platform.jumpWallClock(-86_400_000);
    await stage.platform.advance(5000);
    await outbox.drain();
    await stage.platform.advance(5000);
    expect((await stage.server.next()).key).toBe('a');
  });

  it('forward by a day ends the wait', async () => {
    const outbox = await wait();
    stage.platform.jumpWallClock(86_400_000);
    outbox.wake();
    expect((await stage.server.next()).key).toBe('a');
  });
});
