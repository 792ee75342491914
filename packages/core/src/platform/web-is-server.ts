/**
 * Whether this runs on a server: neither in a page or an app (React Native has a `window` too) nor in a
 * worker of a browser. There a composition holds still, because a module that a server loads to render it
 * must not ask for anything, wait for anything or keep the process alive.
 */
export function webIsServer(): boolean {
  return !('window' in globalThis) && !('importScripts' in globalThis);
}
