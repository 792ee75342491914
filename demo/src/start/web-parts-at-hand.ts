import { quiet } from './web-quiet.ts';

/** The time in which a registered worker begins its work, where the browser lets it. */
const WORKER_WITHIN_MS = 2000;
/** A browser takes long to begin many loads at once, and would answer no press meanwhile. */
const AT_ONCE = 6;

/**
 * Loads all parts of the app when the first page has what it shows, where no worker keeps them: later they may be out
 * of reach. A browser may have no workers, or refuse this one.
 */
export function keepPartsAtHand(): void {
  if (!import.meta.env.PROD) return;
  // A part that does not come now is asked for when it is needed.
  begin().catch(() => {});
}

async function begin(): Promise<void> {
  await quiet();
  if (!(await hasWorker())) await loadParts();
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
  for (const [index, file] of files.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- one after another is the aim
    if (index % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
    beginToLoad(file);
  }
}

function beginToLoad(file: string): void {
  const link = document.createElement('link');
  const isStyle = file.endsWith('.css');
  link.rel = isStyle ? 'preload' : 'modulepreload';
  if (isStyle) link.as = 'style';
  link.crossOrigin = '';
  link.fetchPriority = 'low';
  link.href = file;
  document.head.append(link);
}
