/**
 * A probe of an address that answers 204, or anything else of its own: `cache: 'no-store'` keeps caches
 * out, and a redirect to elsewhere is somebody else's answer, as hotel networks give it.
 */
export function fetchProbe(url: string): (signal: AbortSignal) => Promise<boolean> {
  return async (signal) => {
    const response = await fetch(url, { cache: 'no-store', redirect: 'manual', signal });
    await response.body?.cancel();
    const isElsewhere =
      response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
    return !isElsewhere && response.status !== 511;
  };
}
