import type { ConnectivityTracker } from './create-connectivity.ts';

interface NetworkPage extends Partial<
  Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
> {
  readonly navigator?: { readonly onLine?: boolean };
}

/**
 * Passes on the browser's network events; returns the undo. It works in pages and workers. It does nothing on a
 * server, nor on any other host that says nothing about its network.
 *
 * @param page the page or worker that says it. @default globalThis
 */
export function watchBrowserNetwork(
  connectivity: ConnectivityTracker,
  page: NetworkPage = globalThis,
): () => void {
  // Only `false` is offline: Node and React Native have a `navigator` that knows of no network.
  const isOffline = (): boolean => page.navigator?.onLine === false;
  const tell = (): void => connectivity.note(isOffline() ? 'device-offline' : 'device-online');
  if (isOffline()) tell();
  page.addEventListener?.('online', tell);
  page.addEventListener?.('offline', tell);
  return () => {
    page.removeEventListener?.('online', tell);
    page.removeEventListener?.('offline', tell);
  };
}
