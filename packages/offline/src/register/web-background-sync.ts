/**
 * Whether this browser can start the worker for the outbox while the app is closed. If it cannot, entries are sent
 * the next time that the app is open. The browser may still refuse later, so tell the user no more than "may".
 */
export function backgroundSync(): boolean {
  return 'SyncManager' in globalThis && 'serviceWorker' in navigator;
}
