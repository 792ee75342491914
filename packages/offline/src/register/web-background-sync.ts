/**
 * Whether this browser can start the worker for the outbox when the app is closed. Where it cannot,
 * entries are sent the next time the app is open; it may also be refused later, so nothing depends on it.
 */
export function backgroundSync(): boolean {
  return 'SyncManager' in globalThis && 'serviceWorker' in navigator;
}
