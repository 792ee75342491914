import {
  watchRead,
  type EntryView,
  type Holdfast,
  type Observable,
  type OperationState,
  type ReadOperation,
} from '@holdfast/core';
import { followEntries, onDemand, type InputArguments } from '@holdfast/core/parts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isolated } from './isolated.ts';
import { layeredView } from './layered-view.ts';
import { nextLayers, NO_LAYERS, type LayersEvent } from './layers-state.ts';
import type { WriteLayer } from './write-layer.ts';

export interface ReadSliceState<T> {
  readonly state: OperationState<T>;
  /**
   * The last value with every waiting write shown over it; `undefined` while no value is known and no waiting write
   * shows over `empty`.
   */
  readonly view: T | undefined;
  /** Reads anew. Resolves when a read that started after this call has come back. Never rejects. */
  readonly refresh: () => Promise<void>;
}

export interface ReadSliceOptions<T> {
  /** How waiting writes show over the value; see `layer`. @default none */
  readonly layers?: readonly WriteLayer<T>[];
  /** The value that layers show over while no value is known. @default `view` stays `undefined` then */
  readonly empty?: T;
  /** With `signed-in` the slice sends nothing and stays `idle` while no user is signed in. @default 'always' */
  readonly when?: 'always' | 'signed-in';
}

/** The arguments after the operation. Without an input, pass `undefined` before the options, or nothing at all. */
export type ReadSliceArguments<TInput, T> = InputArguments<TInput, ReadSliceOptions<T>>;

export type ReadSlice<T> = StoreApi<ReadSliceState<T>> & {
  /** Stops following the outbox and the identity. It changes nothing on the device. */
  dispose(): void;
};

/**
 * A read as a zustand store. It reads when the first listener subscribes, when the network comes back, when another
 * user signs in, and after a write took effect that has a layer here or names this read in `invalidates`. When
 * another user signs in, the slice drops everything of the user before at once.
 */
export function createReadSlice<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  holdfast: Holdfast,
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
  ...[input, options = {}]: ReadSliceArguments<TInput, TOutput>
): ReadSlice<TOutput> {
  const { identity, outbox } = holdfast;
  const { layers = [], empty, when = 'always' } = options;
  const watch = watchRead(holdfast, operation, input as TInput, { entries: 'ignored', when });
  const ownerNow = (): string | undefined => identity.getSnapshot()?.subject;
  const isLayered = (entry: EntryView): boolean =>
    layers.some((each) => each.operation === entry.operation);
  let held = NO_LAYERS;
  let owner = ownerNow();
  let listeners = 0;

  const store = createStore<ReadSliceState<TOutput>>()(() => ({
    state: watch.getSnapshot(),
    view: undefined,
    refresh,
  }));

  function publish(): void {
    const state = watch.getSnapshot();
    held = nextLayers(held, { type: 'read', live: watch.runs().live });
    const view = viewOf(state.value, held.stack);
    store.setState({ state, view });
  }
  const viewOf = lastOnly((value: TOutput | undefined, stack: typeof held.stack) =>
    layeredView(value, stack, layers, empty),
  );
  const send = (event: LayersEvent): void => {
    held = nextLayers(held, event);
    publish();
  };
  const list = (): void => {
    const entries = outbox?.entries.getSnapshot() ?? [];
    const mine = entries.filter((entry) => entry.owner === ownerNow() && isLayered(entry));
    send({ type: 'listed', entries: mine });
  };
  const dropIfForeign = (): void => {
    if (owner === ownerNow()) return;
    owner = ownerNow();
    held = NO_LAYERS;
    list();
  };
  async function refresh(): Promise<void> {
    const read = watch.refresh();
    publish();
    await read;
    publish();
  }

  const leave = [
    identity.subscribe(dropIfForeign),
    outbox?.entries.subscribe(list),
    outbox &&
      followEntries(
        outbox,
        (entry) => isLayered(entry) || entry.invalidates.includes(operation.name),
        (entry, { kind: fate }) => {
          if (entry.owner !== ownerNow()) return;
          const { started } = watch.runs();
          if (isLayered(entry)) send({ type: 'ended', entry, fate, started });
          // Without a listener the slice reads nothing, because the next listener makes it read anyway.
          if (fate !== 'cancelled' && listeners > 0) void refresh();
        },
      ),
  ];
  list();

  const { subscribe } = onDemand(
    { getSnapshot: store.getState, subscribe: isolated(store) as Observable<unknown>['subscribe'] },
    () => {
      listeners = 1;
      const unwatch = watch.subscribe(publish);
      return () => {
        listeners = 0;
        unwatch();
      };
    },
  );
  return {
    ...store,
    subscribe: subscribe as typeof store.subscribe,
    dispose() {
      for (const undo of leave) undo?.();
    },
  };
}

/** Remembers the last result, so that the same arguments give the same reference. */
function lastOnly<TLeft, TRight, TResult>(
  compute: (left: TLeft, right: TRight) => TResult,
): (left: TLeft, right: TRight) => TResult {
  let last: { readonly left: TLeft; readonly right: TRight; readonly result: TResult } | undefined;
  return (left, right) => {
    if (!last || !Object.is(last.left, left) || !Object.is(last.right, right)) {
      last = { left, right, result: compute(left, right) };
    }
    return last.result;
  };
}
