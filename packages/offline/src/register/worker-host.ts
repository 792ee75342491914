/** The parts of a page that registration needs. */
export interface WorkerHost {
  /** Whether a worker is in charge of the page at this moment. */
  isControlled(): boolean;
  /** Resolves when a worker of the app is active. */
  register(): Promise<void>;
  onWaiting(listener: () => void): () => void;
  onTookOver(listener: () => void): () => void;
  skipWaiting(): void;
  isHidden(): boolean;
  onVisibility(listener: () => void): () => void;
  reload(): void;
}
