import { surface } from '@holdfast/core/parts';

export type Listener = (state: unknown, previous: unknown) => void;
type Subscribe = (...args: readonly unknown[]) => () => void;

export interface StoreListeners {
  /** The `subscribe` for the store. */
  readonly subscribe: Subscribe;
  readonly gate: ListenerGate;
}

/** `holdListeners` sets `keep`, and no listener is called for a change while it is there. */
export interface ListenerGate {
  keep: ((tell: Listener, state: unknown, previous: unknown) => void) | undefined;
}

/**
 * Listeners of a store that are isolated from one another: an exception of one, or of its selector, surfaces as the
 * app's own, and neither the other listeners nor the code that sets the state notice it. `onFirst` runs for the first
 * listener, and the function that it returns after the last one has gone.
 */
export function createStoreListeners(
  subscribe: Subscribe,
  onFirst: () => () => void,
): StoreListeners {
  let count = 0;
  let onLast: (() => void) | undefined;
  const gate: ListenerGate = { keep: undefined };

  /** Calls the listeners, or keeps what to tell them. */
  const telling = (listeners: Iterable<{ readonly listener: Listener }>): Listener => {
    const tell: Listener = (state, previous) => {
      if (gate.keep) return gate.keep(tell, state, previous);
      for (const { listener } of listeners) {
        try {
          listener(state, previous);
        } catch (error) {
          surface(error);
        }
      }
    };
    return tell;
  };
  // One listener of the store calls them all, so that isolation costs an update nothing.
  const whole = new Set<{ readonly listener: Listener }>();
  const tellWhole = telling(whole);
  let leaveWhole: (() => void) | undefined;

  const add = (args: readonly unknown[]): (() => void) => {
    // With `subscribeWithSelector`, a selector comes before the listener.
    if (typeof args[1] === 'function') {
      const [selector, listener, ...rest] = args as [(state: unknown) => unknown, Listener];
      let last: unknown;
      const select = (state: unknown): unknown => {
        try {
          last = selector(state);
        } catch (error) {
          surface(error);
        }
        return last;
      };
      return subscribe(select, telling([{ listener }]), ...rest);
    }
    const entry = { listener: args[0] as Listener };
    whole.add(entry);
    leaveWhole ??= subscribe(tellWhole);
    return () => {
      whole.delete(entry);
      if (whole.size > 0) return;
      leaveWhole?.();
      leaveWhole = undefined;
    };
  };
  return {
    gate,
    subscribe(...args) {
      const leave = add(args);
      count += 1;
      if (count === 1) onLast = onFirst();
      let isGone = false;
      return () => {
        if (isGone) return;
        isGone = true;
        leave();
        count -= 1;
        if (count === 0) onLast?.();
      };
    },
  };
}
