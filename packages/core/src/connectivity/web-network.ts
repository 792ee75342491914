import type { ConnectivityTracker } from './create-connectivity.ts';

interface NetworkPage extends Pick<EventTarget, 'addEventListener' | 'removeEventListener'> {
  readonly navigator: { readonly onLine: boolean };
}

/**
 * Feeds what the browser says about its network; returns the undo. Works in pages and workers.
 *
 * @param page the page or worker that says it. @default globalThis
 */
export function watchBrowserNetwork(
  connectivity: ConnectivityTracker,
  page: NetworkPage = globalThis,
): () => void {
  const tell = (): void =>
    connectivity.note(page.navigator.onLine ? 'device-online' : 'device-offline');
  if (!page.navigator.onLine) tell();
  page.addEventListener('online', tell);
  page.addEventListener('offline', tell);
  return () => {
    page.removeEventListener('online', tell);
    page.removeEventListener('offline', tell);
  };
}
