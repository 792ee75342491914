/** The parts of a page that registration needs. */
export interface WorkerHost {
  /** Whether a worker is in charge of the page at this moment. */
  isControlled(): boolean;
  /** Resolves when a worker of the app is active. */
  register(): Promise<void>;
  /** Asks the server for a newer worker. Resolves with whether one waits to take over. */
  update(): Promise<boolean>;
  /** `isNew`: the worker was installed while this page was open. */
  onWaiting(listener: (isNew: boolean) => void): () => void;
  /** Hears when a newer worker is in charge of the app. */
  onTookOver(listener: () => void): () => void;
  /** Tells the waiting worker to take over. When none waits any more, one has taken over already. */
  skipWaiting(): Promise<void>;
  isHidden(): boolean;
  onVisibility(listener: () => void): () => void;
  reload(): void;
}
