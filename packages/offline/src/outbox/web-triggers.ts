/** What makes a page look after its outbox. */
export interface Triggers {
  /** The device says that it has found a network. */
  readonly online: () => void;
  /** The page comes back to be seen: what it shows may be old. */
  readonly shown: () => void;
  /** The page goes out of sight and may never come back. */
  readonly hidden: () => void;
  /** The page is being left: it ends, or freezes until it is shown again. */
  readonly left: () => void;
}

/** Listens to the browser; returns the undo. In a worker only `online` exists, in a server nothing. */
export function watchBrowser({ online, shown, hidden, left }: Triggers): () => void {
  if (typeof addEventListener === 'undefined') return () => {};
  const page = typeof document === 'undefined' ? undefined : document;
  const hearVisibility = (): void => (page?.visibilityState === 'visible' ? shown() : hidden());
  addEventListener('online', online);
  addEventListener('pageshow', shown);
  addEventListener('pagehide', left);
  page?.addEventListener('visibilitychange', hearVisibility);
  return () => {
    removeEventListener('online', online);
    removeEventListener('pageshow', shown);
    removeEventListener('pagehide', left);
    page?.removeEventListener('visibilitychange', hearVisibility);
  };
}
