const PREFIX = 'temporary-id-';

/**
 * The temporary id of the thing that an entry creates. It has only characters that stand for themselves in a URL and
 * in JSON, and no other text looks like it.
 */
export function temporaryIdOf(entryId: string): string {
  return PREFIX + entryId;
}

/** The id of the entry that creates the thing of a temporary id; `undefined` for any other text. */
export function creatorOf(text: string | undefined): string | undefined {
  return text?.startsWith(PREFIX) ? text.slice(PREFIX.length) : undefined;
}
