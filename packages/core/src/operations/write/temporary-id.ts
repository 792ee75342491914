const PREFIX = 'temporary-id-';

/**
 * The temporary id of what an entry creates. It has only characters that stand for themselves in a URL and in JSON, and
 * it is not mistaken for any other text.
 */
export function temporaryIdOf(entryId: string): string {
  return PREFIX + entryId;
}

/** The id of the entry that creates what a temporary id names; `undefined` for any other text. */
export function creatorOf(text: string | undefined): string | undefined {
  return text?.startsWith(PREFIX) ? text.slice(PREFIX.length) : undefined;
}
