import type { ReloadMarks } from './stale-chunk-state.ts';

/** The parts of a page that the recovery of stale chunks needs. */
export interface ChunkHost {
  /** Hears the errors of parts that the bundler loads by itself. */
  onPreloadError(listener: (error: unknown) => void): () => void;
  /**
   * Whether the server no longer has a file, or has a page in its place. Without an address, whether the server has
   * another page than this one. Rejects when the server does not answer.
   */
  isGone(address: string | undefined): Promise<boolean>;
  /** The marks of this session of the tab; `undefined` where the session can keep none. */
  readMarks(): ReloadMarks | undefined;
  writeMarks(marks: ReloadMarks): void;
}
