import type { WriteOutcome } from '@holdfast/core/parts';
import type { Note } from './notes.ts';

/** The end of one call, as its caller saw it. */
export interface Told {
  readonly kind: 'read' | 'keyed write' | 'unkeyed write';
  /** The text of the call. Every write has a text of its own. */
  readonly label: string;
  readonly outcome: WriteOutcome<Note, 'fail'>;
  readonly tookMs: number;
  /** Milliseconds after the deadline, without those in which the process did not run. */
  readonly overdueMs: number;
}
