import { defineWrite } from '@holdfast/core';
import { createWorld } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';

const save = defineWrite('thing.save', {
  request: () => ({ method: 'POST', path: 'things' }),
  offline: 'queue',
});

const things = defineSlice('things', {}).operations({ save });

describe('a write of a slice', () => {
  it('follows a queued write to its answer, also without a subscriber', async () => {
    const world = createWorld();
    const slice = createStore(things(world.holdfast));
    const outcome = slice.getState().save.run(undefined, { key: 'a' });
    expect(slice.getState().saveState.kind).toBe('running');
    await world.platform.advance(1500);
    expect(await outcome).toMatchObject({ kind: 'queued' });
    expect(slice.getState().saveState).toMatchObject({ kind: 'queued', entryId: 'a' });
    world.outbox.set('a', { kind: 'blocked', reason: 'paused', failure: undefined });
    expect(slice.getState().saveState).toMatchObject({ kind: 'blocked', reason: 'paused' });
    await slice.getState().save.retry();
    world.outbox.apply('a', 'answer');
    await world.platform.advance(0);
    expect(slice.getState().saveState).toMatchObject({ kind: 'live', value: 'answer' });
  });

  it('goes back to idle when the app resets it and when another user signs in', async () => {
    const world = createWorld();
    const slice = createStore(things(world.holdfast));
    void slice.getState().save.run();
    slice.getState().save.reset();
    expect(slice.getState().saveState.kind).toBe('idle');
    void slice.getState().save.run();
    world.identity.set({ subject: 'nils' });
    expect(slice.getState().saveState.kind).toBe('idle');
    await world.platform.advance(1500);
    expect(slice.getState().saveState.kind).toBe('idle');
  });

  it('stops following when it is disposed of', async () => {
    const world = createWorld();
    const slice = createStore(things(world.holdfast));
    slice.slice.dispose();
    void slice.getState().save.run();
    expect(slice.getState().saveState.kind).toBe('idle');
    await world.platform.advance(1500);
  });

  it('calls every listener and settles when one of them throws', async () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const world = createWorld();
    const slice = createStore(things(world.holdfast));
    const heard: string[] = [];
    slice.subscribe(() => {
      throw new Error('mine');
    });
    slice.subscribe(({ saveState }) => heard.push(saveState.kind));
    const outcome = slice.getState().save.run(undefined, { key: 'a' });
    await world.platform.advance(0);
    world.outbox.apply('a', 'answer');
    await world.platform.advance(0);
    expect(await outcome).toMatchObject({ kind: 'live' });
    expect(heard).toEqual(['running', 'live']);
    expect(surfaced).toEqual([new Error('mine'), new Error('mine')]);
    vi.unstubAllGlobals();
  });
});
