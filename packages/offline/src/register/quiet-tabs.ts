/** Knows, over all tabs of the app, whether an update would disturb one. */
export interface QuietTabs {
  /** Tells the other tabs that this one has unsaved work, until the returned function is called. */
  hold(): () => void;
  /**
   * Runs `work` when no burst of the outbox is under way, and with `tabs` when no tab has unsaved work either. It
   * stays so until `work` ends. With `sends` it waits no longer than a send may last. An abort ends the wait.
   */
  whenQuiet(what: 'tabs' | 'sends', work: () => Promise<void>, signal: AbortSignal): void;
}
