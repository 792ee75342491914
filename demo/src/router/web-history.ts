import type { Location } from './location.ts';

export interface NavigateOptions {
  /** The new place takes the entry of the present one, so that Back does not lead to it. */
  readonly replace?: boolean;
  readonly state?: unknown;
}

/** Goes to an address within the app, such as `/stories?of=x`. */
export type Navigate = (to: string, options?: NavigateOptions) => void;

export interface WebHistory {
  readonly read: () => Location;
  readonly navigate: Navigate;
  /** Calls back after each navigation, also after Back and Forward. Returns the way to stop. */
  readonly listen: (listener: () => void) => () => void;
}

/** The browser's history. It keeps the state and the key of a place in the entry, so that they survive a reload. */
export function createWebHistory(): WebHistory {
  const listeners = new Set<() => void>();
  return {
    read() {
      const { pathname, search, hash } = window.location;
      const kept = (history.state ?? {}) as { readonly state?: unknown; readonly key?: unknown };
      const key = typeof kept.key === 'string' ? kept.key : 'default';
      return { pathname, search, hash, state: kept.state ?? null, key };
    },
    navigate(to, { replace = false, state = null } = {}) {
      const entry = { state, key: Math.random().toString(36).slice(2) };
      if (replace) history.replaceState(entry, '', to);
      else push(entry, to);
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      addEventListener('popstate', listener);
      return () => {
        listeners.delete(listener);
        removeEventListener('popstate', listener);
      };
    },
  };
}

function push(entry: unknown, to: string): void {
  try {
    history.pushState(entry, '', to);
  } catch {
    // Safari refuses more than a hundred entries in ten seconds. A whole load still leads there.
    window.location.assign(to);
  }
}
