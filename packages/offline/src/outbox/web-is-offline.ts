/** Whether the browser says that the device has no network. It may be wrong, so it only makes probes rarer. */
export function browserIsOffline(): boolean {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.onLine === false;
}
