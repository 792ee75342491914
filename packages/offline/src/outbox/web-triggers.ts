/** The events that make a page look after its outbox. */
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
  const { document } = globalThis as Partial<Pick<Window, 'document'>>;
  const hearVisibility = (): void => (document?.visibilityState === 'visible' ? shown() : hidden());
  const heard: readonly (readonly [Partial<EventTarget> | undefined, string, () => void])[] = [
    [globalThis, 'online', wake],
    [globalThis, 'pageshow', shown],
    [globalThis, 'pagehide', left],
    [document, 'visibilitychange', hearVisibility],
  ];
  for (const [target, event, listener] of heard) target?.addEventListener?.(event, listener);
  return () => {
    for (const [target, event, listener] of heard) target?.removeEventListener?.(event, listener);
  };
}
