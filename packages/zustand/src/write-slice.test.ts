import { defineWrite } from '@holdfast/core';
import { createWorld } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { createWriteSlice } from './write-slice.ts';

const save = defineWrite('thing.save', {
  request: () => ({ method: 'POST', path: 'things' }),
  offline: 'queue',
});

describe('a write slice', () => {
  it('follows a queued write to its answer, also without a subscriber', async () => {
    const world = createWorld();
    const slice = createWriteSlice(world.holdfast, save);
    const outcome = slice.getState().run(undefined, { key: 'a' });
    expect(slice.getState().state.kind).toBe('running');
    await world.platform.advance(1500);
    expect(await outcome).toMatchObject({ kind: 'queued' });
    expect(slice.getState().state).toMatchObject({ kind: 'queued', entryId: 'a' });
    world.outbox.set('a', { kind: 'blocked', reason: 'paused', failure: undefined });
    expect(slice.getState().state).toMatchObject({ kind: 'blocked', reason: 'paused' });
    await slice.getState().retry();
    world.outbox.apply('a', 'answer');
    await world.platform.advance(0);
    expect(slice.getState().state).toMatchObject({ kind: 'live', value: 'answer' });
  });

  it('goes back to idle when the app resets it and when another user signs in', async () => {
    const world = createWorld();
    const slice = createWriteSlice(world.holdfast, save);
    void slice.getState().run();
    slice.getState().reset();
    expect(slice.getState().state.kind).toBe('idle');
    void slice.getState().run();
    world.identity.set({ subject: 'nils' });
    expect(slice.getState().state.kind).toBe('idle');
    await world.platform.advance(1500);
    expect(slice.getState().state.kind).toBe('idle');
  });

  it('stops following when it is disposed of', async () => {
    const world = createWorld();
    const slice = createWriteSlice(world.holdfast, save);
    slice.dispose();
    void slice.getState().run();
    expect(slice.getState().state.kind).toBe('idle');
    await world.platform.advance(1500);
  });

  it('calls every listener and settles when one of them throws', async () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const world = createWorld();
    const slice = createWriteSlice(world.holdfast, save);
    const heard: string[] = [];
    slice.subscribe(() => {
      throw new Error('mine');
    });
    slice.subscribe(({ state }) => heard.push(state.kind));
    const outcome = slice.getState().run(undefined, { key: 'a' });
    await world.platform.advance(0);
    world.outbox.apply('a', 'answer');
    await world.platform.advance(0);
    expect(await outcome).toMatchObject({ kind: 'live' });
    expect(heard).toEqual(['running', 'live']);
    expect(surfaced).toEqual([new Error('mine'), new Error('mine')]);
    vi.unstubAllGlobals();
  });
});
