import type { Beacon } from './create-beacon.ts';

interface Page extends EventTarget {
  readonly visibilityState: string;
}

/**
 * Makes a beacon send its waiting events whenever the page is hidden, because the page may not come back. Returns
 * the undo.
 */
export function flushWhenHidden(beacon: Pick<Beacon, 'flush'>, page: Page): () => void {
  const onChange = (): void => {
    if (page.visibilityState === 'hidden') void beacon.flush();
  };
  page.addEventListener('visibilitychange', onChange);
  return () => page.removeEventListener('visibilitychange', onChange);
}
