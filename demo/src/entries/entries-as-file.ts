import type { EntryView } from '@holdfast/core';

/** The waiting entries as a file for the writer: what each is, its text, and when it was written. */
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
