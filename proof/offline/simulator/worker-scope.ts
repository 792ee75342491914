import type { ReplayOptions } from '@holdfast/offline/worker';

type ReplayScope = NonNullable<ReplayOptions['scope']>;
type Listener = Parameters<ReplayScope['addEventListener']>[1];

/** The scope of a service worker, to which the simulated browser gives events. */
export interface WorkerScope {
  readonly port: ReplayScope;
  dispatch(type: 'sync' | 'message' | 'activate'): void;
}

const waitUntil = (work: Promise<unknown>): void => void work.catch(() => {});

export function createWorkerScope(): WorkerScope {
  const listeners = new Map<string, Set<Listener>>();
  return {
    port: {
      addEventListener(type, listener) {
        listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
      },
      removeEventListener: (type, listener) => void listeners.get(type)?.delete(listener),
    },
    dispatch(type) {
      const event = { type, tag: 'holdfast-outbox', data: { type: 'holdfast.wake' }, waitUntil };
      for (const listener of listeners.get(type) ?? []) listener(event);
    },
  };
}
