import { notesDialect, openNotes } from './notes-database.ts';
import type { Acknowledged } from './write-note.ts';

export interface NotesReport {
  readonly acknowledged: number;
  readonly effects: number;
  /** Acknowledged, but not stored under the id that the client got. */
  readonly lost: number;
  /** Written more than once. */
  readonly doubled: number;
}

/** Compares the answers to the clients with the rows of the database. */
export async function checkNotes(
  address: string,
  acknowledged: readonly Acknowledged[],
): Promise<NotesReport> {
  const database = await openNotes(notesDialect(address));
  const notes = await database.selectFrom('notes').selectAll().execute();
  await database.destroy();
  const ids = new Map<string, string[]>();
  for (const { id, text } of notes) ids.set(text, [...(ids.get(text) ?? []), id]);
  return {
    acknowledged: acknowledged.length,
    effects: notes.length,
    lost: acknowledged.filter(({ key, id }) => !ids.get(key)?.includes(id)).length,
    doubled: [...ids.values()].filter((written) => written.length > 1).length,
  };
}
