import type { ShellScope } from './shell-scope.ts';

type WorkerScope = Pick<ShellScope, 'addEventListener' | 'skipWaiting'>;

/** Above this share of the quota a cache of images would take the room of the outbox. */
const MOST_USED = 0.9;

/** The scope of the service worker that runs this code. */
export function webShellScope(): ShellScope {
  const scope = globalThis as unknown as WorkerScope;
  return {
    url: location.href,
    // The two overloads are one function in the browser.
    addEventListener: (type: 'fetch' | 'message', listener: (event: never) => void) =>
      scope.addEventListener(type as 'fetch', listener as never),
    fetch: (request) => fetch(request),
    openCache: (name) => caches.open(name),
    deleteCache: (name) => caches.delete(name),
    async hasRoom() {
      const { usage = 0, quota = Infinity } = await navigator.storage.estimate();
      return usage < quota * MOST_USED;
    },
    skipWaiting: () => scope.skipWaiting(),
  };
}
