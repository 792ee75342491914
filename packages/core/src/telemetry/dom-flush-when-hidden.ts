import type { Beacon } from './create-beacon.ts';

interface Page extends EventTarget {
  readonly visibilityState: string;
}

/** Sends what waits whenever the page is hidden, which may be its last moment; returns the undo. */
export function flushWhenHidden(beacon: Pick<Beacon, 'flush'>, page: Page): () => void {
  const onChange = (): void => {
    if (page.visibilityState === 'hidden') void beacon.flush();
  };
  page.addEventListener('visibilitychange', onChange);
  return () => page.removeEventListener('visibilitychange', onChange);
}
