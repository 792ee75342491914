import { createCell, defineStream, Failure, type StandardSchema } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import type { StreamPort, StreamState, StreamWatch } from '@holdfast/core/parts';
import { createWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { followStream } from './follow-stream.ts';

const text: StandardSchema<string> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as string }) },
};
const tell = defineStream('tell', { input: text, request: () => ({ path: 'tell' }) });
const slice = defineSlice('stories', { told: '' }).operations({
  tell: {
    run: tell,
    follow: followStream,
    apply: (_, { text: told }, title) => ({ told: `${title}: ${told}` }),
  },
});
const come = {
  ...{ since: 1, id: 's', seq: 1, offset: 4, text: 'Once', events: [] },
  ...{ micros: undefined, faultAt: undefined },
};

/** Streams whose states the test sets, by their input. */
function scripted() {
  const states = new Map<unknown, ReturnType<typeof createCell<StreamState>>>();
  const called: string[] = [];
  const open: StreamPort['open'] = (_, input) => {
    const cell = states.get(input) ?? createCell<StreamState>({ kind: 'idle' });
    states.set(input, cell);
    const say = (what: string) => async () => void called.push(`${what} ${String(input)}`);
    const watch = {
      ...{ getSnapshot: cell.getSnapshot, subscribe: cell.subscribe },
      ...{ start: say('start'), resume: say('resume'), cancel: say('cancel') },
      abort: () => void called.push(`abort ${String(input)}`),
    };
    return watch as unknown as StreamWatch;
  };
  const world = createWorld({ streams: () => ({ open, run: undefined as never }) });
  const store = createStore(slice(world.holdfast));
  return {
    ...world,
    store,
    called,
    set: (input: string, state: StreamState) => states.get(input)?.set(state),
  };
}

describe('a stream of a slice', () => {
  it('shows its text as it comes, and its value goes into the data when it is done', async () => {
    const { store, called, set } = scripted();
    await store.getState().tell.start('Mara');
    expect(called).toEqual(['start Mara']);
    set('Mara', { kind: 'streaming', ...come });
    expect(store.getState()).toMatchObject({
      told: '',
      tellState: { kind: 'streaming', text: 'Once' },
    });
    set('Mara', { kind: 'live', ...come, text: 'Once upon', reason: undefined, at: 2 });
    expect(store.getState()).toMatchObject({
      told: 'Mara: Once upon',
      tellState: { kind: 'live' },
    });
  });

  it('goes on, stops and ends at the server', async () => {
    const { store, called, set } = scripted();
    const { tell: control } = store.getState();
    await control.resume();
    expect(called).toEqual([]);
    control.open('Mara');
    const failure = new Failure(NETWORK_FAILED);
    set('Mara', { kind: 'interrupted', ...come, failure, resumable: true, resuming: false });
    expect(store.getState().tellState).toMatchObject({ kind: 'interrupted', text: 'Once' });
    await control.resume();
    control.abort();
    await control.cancel();
    expect(called).toEqual(['resume Mara', 'abort Mara', 'cancel Mara']);
  });

  it('shows the input that was opened last, and nothing of the input before', () => {
    const { store, set } = scripted();
    store.getState().tell.open('Mara');
    store.getState().tell.open('Tom');
    set('Mara', { kind: 'streaming', ...come });
    expect(store.getState().tellState).toEqual({ kind: 'idle' });
  });

  it('is forgotten when another user signs in', () => {
    const { store, set, identity } = scripted();
    store.getState().tell.open('Mara');
    set('Mara', { kind: 'streaming', ...come });
    identity.set({ subject: 'nils' });
    expect(store.getState().tellState).toEqual({ kind: 'idle' });
    set('Mara', { kind: 'streaming', ...come, text: 'Once upon' });
    expect(store.getState().tellState).toEqual({ kind: 'idle' });
  });
});
