import { addressOf, type Location } from './location.ts';

export interface NavigateOptions {
  /** The new place takes the entry of the present one, so that Back does not lead to it. */
  readonly replace?: boolean;
  readonly state?: unknown;
}

/** Goes to an address within the app, such as `/stories?of=x`. */
export type Navigate = (to: string, options?: NavigateOptions) => void;

/** The place that the browser is at. Its state and its key stand in the entry of the history, and survive a reload. */
export function readLocation(): Location {
  const { pathname, search, hash } = window.location;
  const kept = (history.state ?? {}) as { readonly state?: unknown; readonly key?: unknown };
  const key = typeof kept.key === 'string' ? kept.key : 'default';
  return { pathname, search, hash, state: kept.state ?? null, key };
}

/** Enters a place in the browser's history. The present address gets no second entry. */
export function enter(to: string, { replace = false, state = null }: NavigateOptions = {}): void {
  const entry = { state, key: Math.random().toString(36).slice(2) };
  const isHere = addressOf(new URL(to, window.location.href)) === addressOf(window.location);
  if (replace || isHere) history.replaceState(entry, '', to);
  else push(entry, to);
}

function push(entry: unknown, to: string): void {
  try {
    history.pushState(entry, '', to);
  } catch {
    // Safari refuses more than a hundred entries in ten seconds. A whole load still leads there.
    window.location.assign(to);
  }
}
