import type { Note } from '../../../contract/character.ts';

/** Notes that were read page by page from the latest back. */
export interface LoadedNotes {
  readonly notes: readonly Note[];
  /** Where the notes before these begin; nothing when these are the first. */
  readonly next: string | undefined;
  /** The ids of those that could not be read. */
  readonly damaged?: readonly string[] | undefined;
}

export const NONE_LOADED: LoadedNotes = { notes: [], next: undefined };

/**
 * The loaded notes, unless there is a gap between them and those that the character carries. There is a gap when many
 * notes were added since. Then the page must not show the loaded notes as if they were complete.
 */
export function joined(
  loaded: LoadedNotes,
  [oldest]: readonly Pick<Note, 'id'>[],
): LoadedNotes | undefined {
  return loaded.notes.some(({ id }) => id === oldest?.id) ? loaded : undefined;
}

/** The loaded notes that stand before those that the character carries. */
export function notesBefore(
  { notes }: LoadedNotes,
  [oldest]: readonly Pick<Note, 'id'>[],
): readonly Note[] {
  const at = notes.findIndex(({ id }) => id === oldest?.id);
  return notes.slice(0, Math.max(at, 0));
}

/** The loaded notes, followed by newer ones. Both come from the server, so each note has its own id. */
export function withCarried(loaded: LoadedNotes, carried: readonly Note[]): LoadedNotes {
  const known = new Set(loaded.notes.map(({ id }) => id));
  const since = carried.filter(({ id }) => !known.has(id));
  return since.length > 0 && joined(loaded, carried)
    ? { ...loaded, notes: [...loaded.notes, ...since] }
    : loaded;
}

export function withPage(loaded: LoadedNotes, page: LoadedNotes): LoadedNotes {
  const damaged = [...(page.damaged ?? []), ...(loaded.damaged ?? [])];
  return { notes: [...page.notes, ...loaded.notes], next: page.next, damaged };
}
