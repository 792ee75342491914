/** The time after the load of the page in which a worker begins its work, where the browser lets it. */
const WORKER_WITHIN_MS = 2000;

/**
 * Loads all parts of the app when the first page has loaded, where no worker keeps them: later they may be out of
 * reach. A browser may have no workers, or refuse this one.
 */
export function keepPartsAtHand(): void {
  if (!import.meta.env.PROD) return;
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
}

function begin(): void {
  // A part that does not come now is asked for when it is needed.
  void hasWorker().then((isKept) => (isKept ? undefined : loadParts().catch(() => {})));
}

async function hasWorker(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  // `ready` waits for ever where the registration was refused.
  const late = new Promise<undefined>((resolve) =>
    setTimeout(resolve, WORKER_WITHIN_MS, undefined),
  );
  const registration = await Promise.race([navigator.serviceWorker.ready, late]);
  return registration !== undefined;
}

async function loadParts(): Promise<void> {
  const answer = await fetch('/parts.json');
  const files = (await answer.json()) as readonly string[];
  for (const file of files) {
    const link = document.createElement('link');
    const isStyle = file.endsWith('.css');
    link.rel = isStyle ? 'preload' : 'modulepreload';
    if (isStyle) link.as = 'style';
    link.crossOrigin = '';
    link.fetchPriority = 'low';
    link.href = file;
    document.head.append(link);
  }
}
