import type { EntryView } from '@holdfast/core';

/** What waits, as a person would want it in a file: what it is, what was written, when. */
export function entriesAsFile(entries: readonly EntryView[]): unknown {
  return {
    what: 'Changes that Fireside had not sent yet',
    changes: entries.map(({ operation, input, createdAt, id }) => ({
      id,
      operation,
      writtenAt: new Date(createdAt).toISOString(),
      content: input,
    })),
  };
}
