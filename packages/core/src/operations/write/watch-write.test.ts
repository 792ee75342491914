import { createWorld, jsonAnswer, type ResilientWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { REQUEST_INVALID } from '../../failures/kinds/contract.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { defineWrite } from './define-write.ts';
import type { OperationState } from '../operation-state.ts';
import { watchWrite } from './watch-write.ts';

const queued = defineWrite('thing.save', {
  request: () => ({ method: 'POST', path: 'things' }),
  offline: 'queue',
});
const direct = defineWrite('thing.send', { request: () => ({ method: 'POST', path: 'things' }) });
const keyless = defineWrite('thing.append', {
  request: () => ({ method: 'POST', path: 'things' }),
  honoursKey: false,
});

function setUp() {
  const world = createWorld();
  const watch = watchWrite(world.holdfast, queued);
  watch.subscribe(() => {});
  const kinds: OperationState['kind'][] = [];
  watch.subscribe(() => kinds.push(watch.getSnapshot().kind));
  return { world, watch, kinds };
}
const idOf = (world: ResilientWorld): string => world.outbox.entries.getSnapshot()[0]?.id ?? '';

describe('a watched write', () => {
  it('follows its entry from the outbox to the answer', async () => {
    const { world, watch, kinds } = setUp();
    void watch.run();
    await world.platform.advance(1500);
    expect(watch.getSnapshot()).toMatchObject({ kind: 'queued', entryId: idOf(world) });
    world.outbox.set(idOf(world), { kind: 'sending' });
    world.outbox.set(idOf(world), { kind: 'blocked', reason: 'auth', failure: undefined });
    await world.outbox.retry(idOf(world));
    world.outbox.apply(idOf(world), 'answer');
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toMatchObject({ kind: 'live', value: 'answer' });
    expect(kinds).toEqual(['running', 'queued', 'blocked', 'queued', 'live']);
  });

  it('is failed while its entry is a dead letter, and live when the entry is sent after all', async () => {
    const { world, watch } = setUp();
    void watch.run();
    await world.platform.advance(1500);
    world.outbox.set(idOf(world), { kind: 'dead', failure: new Failure(REQUEST_INVALID) });
    expect(watch.getSnapshot()).toMatchObject({ kind: 'failed', entryId: idOf(world) });
    await watch.retry();
    expect(watch.getSnapshot().kind).toBe('queued');
    world.outbox.apply(idOf(world));
    await world.platform.advance(0);
    expect(watch.getSnapshot().kind).toBe('live');
  });

  it('has failed when a queued entry was taken back', async () => {
    const { world, watch } = setUp();
    void watch.run();
    await world.platform.advance(1500);
    await world.outbox.cancel(idOf(world));
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toMatchObject({
      kind: 'failed',
      failure: { code: 'ENTRY_CANCELLED' },
    });
  });

  it('keeps its own failure when its dead letter is discarded', async () => {
    const { world, watch } = setUp();
    void watch.run();
    await world.platform.advance(1500);
    const failure = new Failure(REQUEST_INVALID);
    world.outbox.set(idOf(world), { kind: 'dead', failure });
    await world.outbox.cancel(idOf(world));
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toMatchObject({ kind: 'failed', failure });
    expect(watch.getSnapshot()).not.toHaveProperty('entryId');
  });

  it('ignores the late answer of a superseded run', async () => {
    const { world } = setUp();
    const watch = watchWrite(world.holdfast, direct);
    const answers: ((value: unknown) => void)[] = [];
    world.transport.answerWith(
      () => new Promise((resolve) => answers.push((value) => resolve(jsonAnswer(value)))),
    );
    const first = watch.run();
    const second = watch.run();
    await world.platform.advance(0);
    answers[1]?.('second');
    await second;
    answers[0]?.('first');
    expect(await first).toMatchObject({ kind: 'live', value: 'first' });
    expect(watch.getSnapshot()).toMatchObject({ kind: 'live', value: 'second' });
  });

  it('ignores the entry of a superseded run', async () => {
    const { world, watch } = setUp();
    void watch.run(undefined, { key: 'first' });
    await world.platform.advance(1500);
    void watch.run(undefined, { key: 'second' });
    await world.platform.advance(1500);
    world.outbox.apply('first', 'first');
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toMatchObject({ kind: 'queued', entryId: 'second' });
  });

  it('forgets the state of the previous owner', async () => {
    const { world, watch } = setUp();
    void watch.run();
    await world.platform.advance(1500);
    const id = idOf(world);
    world.identity.set({ subject: 'nils' });
    expect(watch.getSnapshot()).toEqual({ kind: 'idle' });
    world.identity.set({ subject: 'mira' });
    world.outbox.apply(id, 'of mira, but she has gone and come back');
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toEqual({ kind: 'idle' });
  });

  it('forgets a run that is under way when it is reset', async () => {
    const { world, watch } = setUp();
    void watch.run();
    watch.reset();
    await world.platform.advance(1500);
    expect(watch.getSnapshot()).toEqual({ kind: 'idle' });
  });

  it('retries a write that may have taken effect under the same key, and a write without effect as a new one', async () => {
    const { world } = setUp();
    const watch = watchWrite(world.holdfast, direct);
    const keys = (): unknown[] =>
      world.transport.requests.map(({ headers }) => headers['idempotency-key']);
    await watch.run();
    await watch.retry();
    expect(new Set(keys())).toHaveProperty('size', 1);
    world.transport.answerWith(() => {
      throw new Failure(NETWORK_FAILED, { effect: 'none' });
    });
    await watch.retry();
    await watch.retry();
    expect(new Set(keys())).toHaveProperty('size', 2);
  });

  it('never retries by itself where the server honours no key', async () => {
    const { world } = setUp();
    const watch = watchWrite(world.holdfast, keyless);
    await watch.run();
    expect(watch.getSnapshot()).toMatchObject({ kind: 'failed', failure: { effect: 'unknown' } });
    await watch.retry();
    expect(world.transport.requests).toHaveLength(1);
  });

  it('has nothing to retry before it failed', async () => {
    const { world, watch } = setUp();
    await watch.retry();
    expect(world.outbox.entries.getSnapshot()).toEqual([]);
  });

  it('catches up with changes while it had no listener', async () => {
    const { world } = setUp();
    const watch = watchWrite(world.holdfast, queued);
    void watch.run();
    await world.platform.advance(1500);
    world.outbox.set(idOf(world), { kind: 'dead', failure: new Failure(REQUEST_INVALID) });
    watch.subscribe(() => {});
    expect(watch.getSnapshot().kind).toBe('failed');
  });

  it.each<[string, number]>([
    ['before its outcome', 0],
    ['while it is queued', 1500],
  ])('takes a queued write back, %s', async (_title, afterMs) => {
    const { world, watch, kinds } = setUp();
    void watch.run();
    await world.platform.advance(afterMs);
    expect(await watch.cancel()).toBe('cancelled');
    await world.platform.advance(2_000);
    expect(watch.getSnapshot()).toEqual({ kind: 'idle' });
    expect(kinds).not.toContain('failed');
    expect(world.outbox.entries.getSnapshot()).toEqual([]);
  });

  it('still follows a write that can no longer be taken back', async () => {
    const { world, watch } = setUp();
    void watch.run();
    await world.platform.advance(1500);
    world.outbox.set(idOf(world), { kind: 'sending' });
    expect(await watch.cancel()).toBe('too-late');
    world.outbox.apply(idOf(world), 'answer');
    await world.platform.advance(0);
    expect(watch.getSnapshot()).toMatchObject({ kind: 'live', value: 'answer' });
  });

  it('stops a write that is not queued, and says whether it may have taken effect', async () => {
    const { world } = setUp();
    const watch = watchWrite(world.holdfast, direct);
    expect(await watch.cancel()).toBe('too-late');
    world.transport.answerWith(() => new Promise(() => {}));
    void watch.run();
    await world.platform.advance(0);
    expect(watch.getSnapshot().kind).toBe('running');
    expect(await watch.cancel()).toBe('too-late');
    expect(watch.getSnapshot()).toMatchObject({
      kind: 'failed',
      failure: { code: 'ABORTED', effect: 'unknown' },
    });
  });
});
