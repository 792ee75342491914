/** The events that make a page look after its outbox. */
export interface Triggers {
  /** An event says that a send may get through now. */
  readonly wake: () => void;
  /** The user looks at the page again, which may show an old state. */
  readonly shown: () => void;
  /** The user no longer looks at the page, and may never come back. */
  readonly hidden: () => void;
  /** The user leaves the page: it ends, or freezes until it is shown again. */
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
