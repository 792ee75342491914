import { describe, expect, it, vi } from 'vitest';
import { subscribeWithSelector } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { holdListeners } from './hold-listeners.ts';
import { createStoreListeners } from './store-listeners.ts';

function setUp() {
  const store = createStore(() => ({ count: 0 }));
  const connected: string[] = [];
  const listeners = createStoreListeners(store.subscribe as never, () => {
    connected.push('first');
    return () => void connected.push('last');
  });
  const seen: string[] = [];
  const hear = (name: string) =>
    listeners.subscribe((now: { count: number }, before: { count: number }) =>
      seen.push(`${name} ${before.count}-${now.count}`),
    );
  return { store, listeners, connected, seen, hear };
}

describe('listeners of a store', () => {
  it('are called in the order in which they came, until they leave', () => {
    const { store, seen, hear } = setUp();
    hear('a');
    const leave = hear('b');
    hear('c');
    store.setState({ count: 1 });
    leave();
    leave();
    store.setState({ count: 2 });
    expect(seen).toEqual(['a 0-1', 'b 0-1', 'c 0-1', 'a 1-2', 'c 1-2']);
  });

  it('connect when the first one comes, and disconnect after the last one has left', () => {
    const { connected, hear } = setUp();
    const leave = [hear('a'), hear('b')];
    expect(connected).toEqual(['first']);
    leave[0]?.();
    leave[0]?.();
    expect(connected).toEqual(['first']);
    leave[1]?.();
    hear('c');
    expect(connected).toEqual(['first', 'last', 'first']);
  });

  it('that leave while others are called are not called any more', () => {
    const { store, listeners, seen, hear } = setUp();
    let leave: (() => void) | undefined;
    listeners.subscribe(() => leave?.());
    leave = hear('b');
    store.setState({ count: 1 });
    expect(seen).toEqual([]);
  });

  it('are called once for all held changes, with the state before the first', () => {
    const { store, listeners, seen, hear } = setUp();
    hear('a');
    const [outer, inner] = [holdListeners(listeners.gate), holdListeners(listeners.gate)];
    for (const count of [1, 2, 3]) store.setState({ count });
    inner();
    expect(seen).toEqual([]);
    outer();
    expect(seen).toEqual(['a 0-3']);
    store.setState({ count: 4 });
    expect(seen).toEqual(['a 0-3', 'a 3-4']);
  });
});

it('isolates a selector that throws, and goes on with it at the next change', () => {
  const surfaced: unknown[] = [];
  vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
  const store = createStore(subscribeWithSelector(() => ({ count: 0 })));
  const { subscribe } = createStoreListeners(store.subscribe as never, () => () => {});
  const seen: unknown[] = [];
  subscribe(evenCount, (now: unknown) => seen.push(['odd', now]));
  subscribe((state: object) => seen.push(state));
  store.setState({ count: 1 });
  store.setState({ count: 2 });
  expect(seen).toEqual([{ count: 1 }, ['odd', 2], { count: 2 }]);
  expect(surfaced).toEqual([new TypeError('on purpose')]);
  vi.unstubAllGlobals();
});

function evenCount({ count }: { readonly count: number }): number {
  if (count % 2 === 1) throw new TypeError('on purpose');
  return count;
}
