/** Tells the other tabs and workers of an origin. Hints only: a message may be lost or come late. */
export interface ChannelPort {
  post(message: unknown): void;
  /** Hears the others, never itself. */
  subscribe(listener: (message: unknown) => void): () => void;
  dispose(): void;
}
