import type { ConnectivityTracker } from './create-connectivity.ts';

/** Feeds what the browser says about its network; returns the undo. Works in pages and workers. */
export function watchBrowserNetwork(connectivity: ConnectivityTracker): () => void {
  const tell = (): void => connectivity.note(navigator.onLine ? 'device-online' : 'device-offline');
  if (!navigator.onLine) tell();
  addEventListener('online', tell);
  addEventListener('offline', tell);
  return () => {
    removeEventListener('online', tell);
    removeEventListener('offline', tell);
  };
}
