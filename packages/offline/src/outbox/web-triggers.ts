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

/** Listens to the browser; returns the undo. In a worker only `online` exists, on a server nothing. */
export function watchBrowser({ wake, shown, hidden, left }: Triggers): () => void {
  const page: Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> = globalThis;
  const { document } = globalThis as Partial<Pick<Window, 'document'>>;
  const hearVisibility = (): void => (document?.visibilityState === 'visible' ? shown() : hidden());
  page.addEventListener?.('online', wake);
  page.addEventListener?.('pageshow', shown);
  page.addEventListener?.('pagehide', left);
  document?.addEventListener('visibilitychange', hearVisibility);
  return () => {
    page.removeEventListener?.('online', wake);
    page.removeEventListener?.('pageshow', shown);
    page.removeEventListener?.('pagehide', left);
    document?.removeEventListener('visibilitychange', hearVisibility);
  };
}
