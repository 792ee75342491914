import { createCell, defineWrite } from '@holdfast/core';
import { createWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { optimisticLayers } from './optimistic-layers.ts';
import type { SlicePersistence } from './slice-port.ts';

interface Things {
  readonly things: readonly string[];
}
const NONE: Things = { things: [] };
const save = defineWrite('save', {
  request: () => ({ method: 'POST', path: 'things' }),
  offline: 'queue',
});

/** A device that keeps each change, by name and owner. */
function device(kept: Record<string, Things> = {}) {
  const status = createCell('ready');
  const persistence: SlicePersistence<Things, string> = {
    attach({ name, owner = '', getState, setState, subscribe }) {
      const place = `${name} ${owner}`.trim();
      const leave = subscribe((data) => (kept[place] = data));
      if (kept[place]) setState(kept[place]);
      expect(getState()).toEqual(kept[place] ?? NONE);
      return { status, detach: leave };
    },
  };
  return { kept, status, persistence };
}
const layered = defineSlice('things', NONE, {
  layers: optimisticLayers,
}).operations({
  save: { run: save, optimistic: ({ things }, _, { id }) => ({ things: [...things, id] }) },
});

describe('a slice that is kept on the device', () => {
  it('has the kept data in its first state, and a server renders without it', () => {
    const { holdfast } = createWorld();
    const { persistence } = device({ 'things mira': { things: ['a'] } });
    const store = createStore(defineSlice('things', NONE).persist(persistence)(holdfast));
    expect(store.getState().things).toEqual(['a']);
    expect(store.getInitialState().things).toEqual([]);
  });

  it.each([
    ['without layers', undefined],
    ['with layers', optimisticLayers],
  ])('keeps what the app sets, %s', (_, layers) => {
    const { holdfast } = createWorld();
    const { kept, persistence } = device();
    const slice = defineSlice('things', NONE, layers && { layers }).persist(persistence);
    const store = createStore(slice(holdfast));
    store.setState({ things: ['a'] });
    store.setState((state) => ({ things: [...state.things, 'b'] }));
    expect(kept).toEqual({ 'things mira': { things: ['a', 'b'] } });
  });

  it('keeps no waiting write, because the outbox has it', async () => {
    const world = createWorld();
    const { kept, persistence } = device();
    const store = createStore(layered.persist(persistence)(world.holdfast));
    void store.getState().save.run(undefined, { key: 'w' });
    await world.platform.advance(0);
    store.setState({ things: ['a'] });
    expect(store.getState().things).toEqual(['a', 'w']);
    expect(kept).toEqual({ 'things mira': { things: ['a'] } });
    world.outbox.apply('w');
    await world.platform.advance(0);
    expect(kept).toEqual({ 'things mira': { things: ['a', 'w'] } });
  });

  it('belongs to its user: another user gets other data, and the data comes back unchanged', () => {
    const world = createWorld();
    const { kept, persistence } = device();
    const store = createStore(layered.persist(persistence)(world.holdfast));
    store.setState({ things: ['of mira'] });
    world.identity.set({ subject: 'nils' });
    expect(store.getState().things).toEqual([]);
    store.setState({ things: ['of nils'] });
    world.identity.set({ subject: 'mira' });
    expect(store.getState().things).toEqual(['of mira']);
    expect(kept).toEqual({
      'things mira': { things: ['of mira'] },
      'things nils': { things: ['of nils'] },
    });
  });

  it('belongs to the device when it says so, and stays when users come and go', () => {
    const world = createWorld();
    const { kept, persistence } = device();
    const slice = defineSlice('things', NONE, { of: 'device' }).persist(persistence);
    const store = createStore(slice(world.holdfast));
    store.setState({ things: ['dark'] });
    world.identity.set({ subject: 'nils' });
    expect(store.getState().things).toEqual(['dark']);
    expect(kept).toEqual({ things: { things: ['dark'] } });
  });

  it('has a place of its own for each key', () => {
    const { holdfast } = createWorld();
    const { kept, persistence } = device();
    const slice = defineSlice('things', NONE).persist(persistence);
    createStore(slice.key('a')(holdfast)).setState({ things: ['of a'] });
    createStore(slice.key('b')(holdfast)).setState({ things: ['of b'] });
    expect(kept).toEqual({
      'things/a mira': { things: ['of a'] },
      'things/b mira': { things: ['of b'] },
    });
  });

  it('gives the state of its persistence', () => {
    const { holdfast } = createWorld();
    const { persistence, status } = device();
    const store = createStore(defineSlice('things', NONE).persist(persistence)(holdfast));
    const seen: string[] = [];
    const { getSnapshot, subscribe } = store.slice.persistence;
    subscribe(() => seen.push(getSnapshot()));
    status.set('full');
    expect(seen).toEqual(['full']);
    store.slice.dispose();
    status.set('ready');
    expect(seen).toEqual(['full']);
  });
});
