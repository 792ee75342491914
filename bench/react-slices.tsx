// Updates a slice and a plain zustand store with the same data, for listeners with selectors and for components.
import { createHoldfast, defineRead, defineWrite } from '@holdfast/core';
import { defineSlice, hooksOf } from '@holdfast/zustand';
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { sideBySide, type Samples } from './react-side-by-side.ts';

interface Counts {
  readonly count: number;
  readonly other: string;
}

const UPDATES = 1_000;
const LISTENERS = 100;
const COMPONENTS = 500;
const initial: Counts = { count: 0, other: 'x' };

const list = defineRead('count.list', { request: () => ({ path: 'counts' }) });
const add = defineWrite('count.add', { request: () => ({ method: 'POST', path: 'counts' }) });
const counts = defineSlice('counts', initial).operations({ list, add });

const newSlice = () =>
  createStore(counts(createHoldfast({ transport: { send: () => new Promise(() => {}) } })));
const newPlain = (): StoreApi<Counts> => createStore<Counts>(() => initial);

/** A listener that looks for a change of what its selector gives, as a component does. */
function listen<TState extends Counts>(store: StoreApi<TState>): () => number {
  let heard = 0;
  for (let index = 0; index < LISTENERS; index += 1) {
    let last = store.getState().count;
    store.subscribe(({ count }) => {
      if (Object.is(count, last)) return;
      last = count;
      heard += 1;
    });
  }
  return () => heard;
}

/** The milliseconds of a thousand updates with a hundred listeners. */
function updating<TState extends Counts>(
  store: StoreApi<TState>,
  set: (count: number) => void,
): () => number {
  const heard = listen(store);
  return () => {
    const before = heard();
    const start = performance.now();
    for (let index = 0; index < UPDATES; index += 1) set(store.getState().count + 1);
    const ms = performance.now() - start;
    if (heard() - before !== UPDATES * LISTENERS) throw new Error('A listener missed an update.');
    return ms;
  };
}

/** The milliseconds in which five hundred components show one update. */
function showing(useCount: () => number, set: () => void): () => number {
  const Count = (): ReactElement => <p>{useCount()}</p>;
  const root = createRoot(document.createElement('main'));
  const parts = Array.from({ length: COMPONENTS }, (_, index) => index);
  flushSync(() => root.render(parts.map((part) => <Count key={part} />)));
  return () => {
    const start = performance.now();
    flushSync(set);
    return performance.now() - start;
  };
}

export async function slices(rounds: number): Promise<{ update: Samples; show: Samples }> {
  const [slice, plain] = [newSlice(), newPlain()];
  const update = await sideBySide(
    rounds,
    updating(slice, (count) => slice.setState({ count })),
    updating(plain, (count) => plain.setState({ count })),
  );
  const [shownSlice, shownPlain] = [newSlice(), newPlain()];
  const { useCount } = hooksOf(shownSlice);
  const show = await sideBySide(
    rounds,
    showing(useCount, () => shownSlice.setState(({ count }) => ({ count: count + 1 }))),
    showing(
      () => useStore(shownPlain, ({ count }) => count),
      () => shownPlain.setState(({ count }) => ({ count: count + 1 })),
    ),
  );
  return { update, show };
}
