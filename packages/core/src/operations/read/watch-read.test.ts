import { createWorld, jsonAnswer, type ResilientWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { UNAUTHENTICATED } from '../../failures/kinds/identity.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { defineRead } from './define-read.ts';
import { defineWrite } from '../write/define-write.ts';
import { toProblem } from '../../exchange/problem/problem.ts';
import type { Answer } from '../../exchange/transport.ts';
import { watchRead, type ReadWatch } from './watch-read.ts';

const list = defineRead('thing.list', {
  request: () => ({ path: 'things' }),
  staleIfErrorMs: 60_000,
});
const save = defineWrite('thing.save', {
  request: () => ({ method: 'POST', path: 'things' }),
  offline: 'queue',
  invalidates: [list],
});

/** A server that answers when the test says so, first come first served. */
function slowServer(world: ResilientWorld): {
  readonly waiting: () => number;
  readonly answer: (value: unknown) => Promise<void>;
} {
  const waiting: ((answer: Answer) => void)[] = [];
  world.transport.answerWith(() => new Promise((resolve) => waiting.push(resolve)));
  return {
    waiting: () => waiting.length,
    async answer(value) {
      waiting.shift()?.(jsonAnswer(value));
      await world.platform.advance(0);
    },
  };
}

const setUp = (): { world: ResilientWorld; watch: ReadWatch<unknown> } => {
  const world = createWorld();
  return { world, watch: watchRead(world.holdfast, list, undefined) };
};
const listen = (watch: ReadWatch<unknown>): (() => void) => watch.subscribe(() => {});
const kindOf = (watch: ReadWatch<unknown>): string => watch.getSnapshot().kind;
const sent = (world: ResilientWorld): number => world.transport.requests.length;

describe('a watched read', () => {
  it('sends nothing before it has a listener, then tells how the read ended', async () => {
    const { world, watch } = setUp();
    world.transport.answerWith(() => jsonAnswer('one'));
    await world.platform.advance(1000);
    expect(sent(world)).toBe(0);
    listen(watch);
    expect(kindOf(watch)).toBe('running');
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toMatchObject({ kind: 'live', value: 'one' });
  });

  it('shares one read between a listener that leaves and another that comes meanwhile', async () => {
    const { world, watch } = setUp();
    const server = slowServer(world);
    listen(watch)();
    listen(watch);
    await world.platform.advance(0);
    expect(server.waiting()).toBe(1);
  });

  it('shows what the device keeps at once, with its age, while the server hangs', async () => {
    const { world, watch } = setUp();
    const server = slowServer(world);
    listen(watch)();
    await world.platform.advance(0);
    await server.answer('yesterday');
    const at = world.platform.now();
    await world.platform.advance(30_000);
    const later = watchRead(world.holdfast, list, undefined);
    listen(later);
    await world.platform.advance(0);
    const since = world.platform.now();
    expect(later.getSnapshot()).toEqual({ kind: 'running', value: 'yesterday', at, since });
    await world.platform.advance(15_000);
    expect(kindOf(later)).toBe('running');
    await server.answer('today');
    expect(later.getSnapshot()).toMatchObject({ kind: 'live', value: 'today' });
  });

  it('shows nothing kept that is too old, of another user, or for a user that the server refuses', async () => {
    const { world, watch } = setUp();
    const server = slowServer(world);
    listen(watch)();
    await world.platform.advance(0);
    await server.answer('yesterday');
    const shown = async (): Promise<unknown> => {
      const later = watchRead(world.holdfast, list, undefined);
      listen(later);
      await world.platform.advance(0);
      return later.getSnapshot().value;
    };
    world.identity.set({ subject: 'nils' });
    expect(await shown()).toBeUndefined();
    world.identity.set({ subject: 'mira' });
    expect(await shown()).toBe('yesterday');
    world.transport.answerWith(() => jsonAnswer(toProblem(new Failure(UNAUTHENTICATED)), 401));
    expect(await shown()).toBeUndefined();
    slowServer(world);
    await world.platform.advance(60_001);
    expect(await shown()).toBeUndefined();
  });

  it('keeps the value while it reads again', async () => {
    const { world, watch } = setUp();
    world.transport.answerWith(() => jsonAnswer('one'));
    listen(watch);
    await world.platform.advance(0);
    void watch.refresh();
    expect(watch.getSnapshot()).toMatchObject({ kind: 'running', value: 'one' });
  });

  it('refreshes with a read that started afterwards, and only one for all callers', async () => {
    const { world, watch } = setUp();
    const server = slowServer(world);
    listen(watch);
    await world.platform.advance(0);
    const done = Promise.all([watch.refresh(), watch.refresh()]);
    await server.answer('before');
    expect(watch.getSnapshot()).toMatchObject({ kind: 'running', value: 'before' });
    await server.answer('after');
    await done;
    expect(watch.getSnapshot()).toMatchObject({ kind: 'live', value: 'after' });
    expect(sent(world)).toBe(2);
  });

  it('reads again by itself when the server answers another request', async () => {
    const { world, watch } = setUp();
    listen(watch);
    await world.platform.advance(0);
    expect(kindOf(watch)).toBe('failed');
    world.transport.answerWith(() => jsonAnswer('back'));
    world.connectivity.note('answered');
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toMatchObject({ kind: 'live', value: 'back' });
  });

  it('does not read again because of its own answer', async () => {
    const { world, watch } = setUp();
    world.transport.answerWith(() => jsonAnswer('one'));
    listen(watch);
    await world.platform.advance(0);
    expect(world.connectivity.getSnapshot()).toBe('online');
    expect(sent(world)).toBe(1);
  });

  it('keeps a live value after a single silence, and reads it again after the device was offline', async () => {
    const { world, watch } = setUp();
    world.transport.answerWith(() => jsonAnswer('one'));
    listen(watch);
    await world.platform.advance(0);
    world.connectivity.note('unanswered');
    world.connectivity.note('answered');
    await world.platform.advance(0);
    expect(sent(world)).toBe(1);
    world.connectivity.note('device-offline');
    world.connectivity.note('device-online');
    world.connectivity.note('answered');
    await world.platform.advance(0);
    expect(sent(world)).toBe(2);
  });

  it('does not let a read that always fails and others that work wake each other for ever', async () => {
    const world = createWorld();
    const dead = defineRead('dead', { request: () => ({ path: 'dead' }) });
    const other = defineRead('other', { request: () => ({ path: 'other' }) });
    world.transport.answerWith(({ url }) => {
      if (url.endsWith('dead')) throw new Failure(NETWORK_FAILED);
      return jsonAnswer(url);
    });
    for (const operation of [dead, list, other]) {
      watchRead(world.holdfast, operation, undefined).subscribe(() => {});
    }
    for (let turn = 0; turn < 20; turn += 1) await world.platform.advance(1000);
    expect(sent(world)).toBeLessThan(10);
  });

  it('reads again when a write that names it took effect, and not when it was cancelled', async () => {
    const { world, watch } = setUp();
    world.transport.answerWith(() => jsonAnswer('one'));
    listen(watch);
    await world.platform.advance(0);
    void world.holdfast.run(save, undefined, { key: 'a' });
    void world.holdfast.run(save, undefined, { key: 'b' });
    await world.platform.advance(0);
    await world.outbox.cancel('a');
    await world.platform.advance(0);
    expect(sent(world)).toBe(1);
    world.outbox.apply('b');
    await world.platform.advance(0);
    expect(sent(world)).toBe(2);
  });

  it('reads again when the server refused a write that names it because of another version', async () => {
    const { world, watch } = setUp();
    world.transport.answerWith(() => jsonAnswer('mine'));
    listen(watch);
    const { outbox } = world;
    const key = '0197f4b2-0000-7000-8000-000000000004';
    void world.holdfast.run(save, undefined, { key });
    await world.platform.advance(0);
    world.transport.answerWith(() => jsonAnswer('theirs'));
    const reads = sent(world);
    outbox.set(key, { kind: 'blocked', reason: 'conflict', failure: new Failure(NETWORK_FAILED) });
    await world.platform.advance(0);
    expect(watch.getSnapshot().value).toBe('theirs');
    outbox.set(key, { kind: 'queued' });
    await world.platform.advance(0);
    expect(sent(world)).toBe(reads + 1);
  });

  it('takes over a fresh answer only just after a listener left, because it hears of no write without one', async () => {
    const world = createWorld();
    const watch = watchRead(world.holdfast, list, undefined, { freshForMs: 5000 });
    world.transport.answerWith(() => jsonAnswer('before'));
    const leave = listen(watch);
    await world.platform.advance(0);
    leave();
    await world.platform.advance(999);
    listen(watch)();
    expect(sent(world)).toBe(1);
    world.transport.answerWith(() => jsonAnswer('after'));
    await world.platform.advance(1000);
    listen(watch);
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toMatchObject({ kind: 'live', value: 'after' });
  });

  it('shows nothing of the previous owner, not even a late answer, and reads for the next owner', async () => {
    const { world, watch } = setUp();
    const server = slowServer(world);
    const unheard = watchRead(world.holdfast, list, undefined);
    listen(watch);
    await world.platform.advance(0);
    await server.answer('of mira');
    void unheard.load();
    await world.platform.advance(0);
    await server.answer('of mira, without a listener');
    expect(kindOf(unheard)).toBe('live');
    void watch.refresh();
    await world.platform.advance(0);
    world.identity.set({ subject: 'nils' });
    expect(watch.getSnapshot()).toEqual({
      kind: 'running',
      value: undefined,
      since: world.platform.now(),
    });
    expect(kindOf(unheard)).toBe('idle');
    await world.platform.advance(0);
    expect(server.waiting()).toBe(2);
    await server.answer('late, of mira');
    expect(watch.getSnapshot().value).toBeUndefined();
    await server.answer('of nils');
    expect(watch.getSnapshot()).toMatchObject({ kind: 'live', value: 'of nils' });
  });

  it('is stale with its own newer value when the cache has only an older one', async () => {
    const { world, watch } = setUp();
    world.transport.answerWith(() => jsonAnswer('kept'));
    listen(watch);
    await world.platform.advance(0);
    await world.holdfast.cache?.put('mira', 'thing.list:null', { value: 'older', storedAt: 1 });
    world.transport.answerWith(() => {
      throw new Failure(NETWORK_FAILED);
    });
    await world.platform.advance(30_000);
    const read = watch.refresh();
    await world.platform.advance(0);
    await read;
    expect(watch.getSnapshot().value).toBe('kept');
  });

  it('takes its value away when the server refuses the user', async () => {
    const { world, watch } = setUp();
    world.transport.answerWith(() => jsonAnswer('secret'));
    listen(watch);
    await world.platform.advance(0);
    world.transport.answerWith(() =>
      jsonAnswer(toProblem(new Failure(UNAUTHENTICATED)), UNAUTHENTICATED.status),
    );
    void watch.refresh();
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toMatchObject({ kind: 'failed', value: undefined });
  });

  it('sends nothing while no user is signed in, if the app says so', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer('one'));
    const watch = watchRead(world.holdfast, list, undefined, { when: 'signed-in' });
    world.identity.set(null);
    listen(watch);
    await watch.refresh();
    expect(kindOf(watch)).toBe('idle');
    world.identity.set({ subject: 'nils' });
    await world.platform.advance(0);
    expect(kindOf(watch)).toBe('live');
    world.identity.set(null);
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toEqual({ kind: 'idle' });
    expect(sent(world)).toBe(1);
  });

  it('reads nothing and shows nothing once it has no listener', async () => {
    const { world, watch } = setUp();
    world.transport.answerWith(() => jsonAnswer('one'));
    const leave = listen(watch);
    await world.platform.advance(0);
    leave();
    leave();
    world.identity.set({ subject: 'nils' });
    world.connectivity.note('device-offline');
    world.connectivity.note('answered');
    await world.platform.advance(0);
    expect(sent(world)).toBe(1);
    expect(kindOf(watch)).toBe('idle');
  });
});
