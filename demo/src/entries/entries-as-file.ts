import type { EntryView } from '@holdfast/core';
import type { DraftRecord } from '@holdfast/core/parts';

/** The waiting entries as a file for the writer: what each is, its text, and when it was written. */
export function entriesAsFile(
  entries: readonly EntryView[],
  drafts: readonly DraftRecord[] = [],
): unknown {
  return {
    what: 'Changes that Fireside had not sent yet',
    changes: entries.map(({ operation, input, createdAt, id }) => ({
      id,
      operation,
      writtenAt: new Date(createdAt).toISOString(),
      content: input,
    })),
    ...(drafts.length > 0 && {
      drafts: drafts.map(({ key, savedAt, value }) => ({
        draft: key,
        writtenAt: new Date(savedAt).toISOString(),
        content: value,
      })),
    }),
  };
}
