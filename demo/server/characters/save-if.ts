import type { Precondition } from './precondition.ts';

/** The functions that tell the states of a stored row apart. */
interface RevisedRow {
  readonly revision: string;
  readonly saved_at: number;
}

export interface RowSave<TRow> {
  /** Whether the stored row already has the content of the save. */
  readonly isSame: (stored: TRow) => boolean;
  /** Makes the row, or replaces the stored one. `undefined` when another server has saved meanwhile. */
  readonly write: (stored: TRow | undefined) => Promise<RevisedRow | undefined>;
}

/**
 * Saves, if the precondition allows. A save that equals the stored row replaces nothing, and counts as done: its first
 * answer may have been lost. `undefined` when another state is stored.
 */
export async function saveIf<TRow extends RevisedRow>(
  id: string,
  stored: TRow | undefined,
  precondition: Precondition,
  { isSame, write }: RowSave<TRow>,
): Promise<
  { readonly id: string; readonly revision: string; readonly savedAt: number } | undefined
> {
  const equal = stored && isSame(stored) ? stored : undefined;
  const row = precondition(stored?.revision) ? await write(stored) : equal;
  return row && { id, revision: row.revision, savedAt: row.saved_at };
}
