/**
 * Whether this runs on a server, and not in a page, an app (React Native has a `window` too) or a browser's
 * worker. A composition does nothing on a server, because a module that the server loads for rendering must
 * send nothing, wait for nothing and not keep the process alive.
 */
export function webIsServer(): boolean {
  return !('window' in globalThis) && !('importScripts' in globalThis);
}
