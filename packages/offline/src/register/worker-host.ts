/** The parts of a page that registration needs. */
export interface WorkerHost {
  /** Whether a worker is in charge of the page at this moment. */
  isControlled(): boolean;
  /** Resolves when a worker of the app is active. */
  register(): Promise<void>;
  /** Asks the server for a newer worker. Resolves with whether one waits to take over. */
  update(): Promise<boolean>;
  /** Hears when a newer worker begins to install. */
  onFound(listener: () => void): () => void;
  /** Hears when a newer worker waits to take over, also when it waited before the user opened this page. */
  onWaiting(listener: () => void): () => void;
  /** Hears when a newer worker is in charge of the app. */
  onTookOver(listener: () => void): () => void;
  /** Tells the waiting worker to take over. When no worker waits any more, one has taken over already. */
  skipWaiting(): Promise<void>;
  isHidden(): boolean;
  onVisibility(listener: () => void): () => void;
  reload(): void;
}
