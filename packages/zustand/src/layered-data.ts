import { NO_LAYERS, tell, type Layers } from '@holdfast/core/parts';
import { layeredView } from './layered-view.ts';
import { changesOf, pick } from './plain-data.ts';
import type { Data, SliceContext, SliceData } from './slice-context.ts';

/** The data of one slice: the confirmed data, and the layers of waiting writes over it. */
export interface LayeredData extends Pick<SliceData, 'confirmed' | 'subscribe'> {
  layers(): Layers;
  /** Replaces the data, its layers and other members of the state, in one change of the store. */
  set(confirmed: Data, layers: Layers, others: Data, action: string): void;
  /**
   * Makes a change to the store while no layer lies over the data, so that the change gets and sets the confirmed
   * data.
   */
  lift(change: () => void): void;
}

/**
 * Without layers and listeners, the store alone has the data. While layers lie over it, the confirmed data is kept
 * beside the store. What the app sets then changes the confirmed data, and the layers are shown over it again.
 */
export function createLayeredData({
  initial,
  operations,
  read,
  write,
  onState,
}: Pick<SliceContext, 'initial' | 'operations' | 'read' | 'write' | 'onState'>): LayeredData {
  const declared = Object.values(operations);
  const listeners = new Set<(data: Data, previous: Data) => void>();
  let layers = NO_LAYERS;
  /** The confirmed data, while layers hide it. */
  let hidden: Data | undefined;
  /** The data in the store, as it was last written or seen. Kept only while layers or listeners need it. */
  let shown: Data | undefined;
  /** Stops watching the changes of the app. */
  let leave: (() => void) | undefined;
  let last:
    { readonly data: Data; readonly stack: Layers['stack']; readonly view: Data } | undefined;

  const confirmed = (): Data => hidden ?? shown ?? pick(initial, read());
  // Listeners come before the store, because a listener of the store may change the data once more.
  const hear = (data: Data, previous: Data): void => {
    if (changesOf(data, previous).length > 0) tell(listeners, data, previous);
  };
  const look = (state: Data): void => {
    const own = shown ? changesOf(pick(initial, state), shown) : [];
    if (own.length === 0) return;
    const previous = confirmed();
    const changed = Object.fromEntries(own);
    shown = { ...shown, ...changed };
    if (hidden) set({ ...previous, ...changed }, layers, {}, 'layers');
    else hear(shown, previous);
  };
  const holdOn = (): void => {
    shown ??= pick(initial, read());
    leave ??= onState(look);
  };
  const letGo = (): void => {
    if (hidden || listeners.size > 0) return;
    leave?.();
    shown = leave = undefined;
  };
  // The same data and the same layers give the same view, so that no component renders anew.
  const viewOf = (data: Data, stack: Layers['stack']): Data => {
    if (last?.data !== data || last.stack !== stack) {
      last = { data, stack, view: layeredView(data, stack, declared) };
    }
    return last.view;
  };
  const set: LayeredData['set'] = (data, next, others, action) => {
    const previous = confirmed();
    const before = shown ?? read();
    layers = next;
    hidden = next.stack.length > 0 ? data : undefined;
    shown = pick(initial, viewOf(data, next.stack));
    const patch = { ...Object.fromEntries(changesOf(shown, before)), ...others };
    hear(data, previous);
    if (Object.keys(patch).length > 0) write(patch, action);
    if (hidden) holdOn();
    else letGo();
  };
  const lift = (change: () => void): void => {
    const lying = layers;
    set(confirmed(), NO_LAYERS, {}, 'lift');
    holdOn();
    try {
      change();
    } finally {
      set(confirmed(), lying, {}, 'layers');
    }
  };
  return {
    confirmed,
    layers: () => layers,
    set,
    lift,
    subscribe(listener) {
      holdOn();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        letGo();
      };
    },
  };
}
