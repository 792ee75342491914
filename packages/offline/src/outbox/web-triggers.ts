/** What makes a page look after its outbox. */
export interface Triggers {
  /** Something says that a send may get through now. */
  readonly wake: () => void;
  /** The page comes back to be seen: what it shows may be old. */
  readonly shown: () => void;
  /** The page goes out of sight and may never come back. */
  readonly hidden: () => void;
  /** The page is being left: it ends, or freezes until it is shown again. */
  readonly left: () => void;
}

/** Listens to the browser; returns the undo. In a worker only `online` exists. */
export function watchBrowser({ wake, shown, hidden, left }: Triggers): () => void {
  const hearVisibility = (): void => (document.visibilityState === 'visible' ? shown() : hidden());
  addEventListener('online', wake);
  addEventListener('pageshow', shown);
  addEventListener('pagehide', left);
  if (typeof document !== 'undefined')
    document.addEventListener('visibilitychange', hearVisibility);
  return () => {
    removeEventListener('online', wake);
    removeEventListener('pageshow', shown);
    removeEventListener('pagehide', left);
    if (typeof document !== 'undefined') {
      document.removeEventListener('visibilitychange', hearVisibility);
    }
  };
}
