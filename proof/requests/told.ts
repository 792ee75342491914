import type { WriteOutcome } from '@holdfast/core/parts';
import type { Note } from './notes.ts';

/** What one call came to, as its caller saw it. */
export interface Told {
  readonly kind: 'read' | 'keyed write' | 'unkeyed write';
  /** What was asked for: of a write its own, no other's. */
  readonly label: string;
  readonly outcome: WriteOutcome<Note, 'fail'>;
  readonly tookMs: number;
  /** Milliseconds after the deadline, not counting those in which the process did not get to run. */
  readonly overdueMs: number;
}
