import { Failure, isFailure } from '@holdfast/core';
import { OWNER_MISSING } from '@holdfast/core/failures';
import { requireOptions } from '@holdfast/core/parts';
import { toTypedJson } from '../drafts/typed-json.ts';
import type { Outbox } from '../outbox/outbox.ts';

/**
 * Writes the entries of the signed-in owner, and the rows of this owner that did not parse, into a file of JSON Lines.
 * The first line says what the file is. Each other line is `{"entry": …}` or `{"quarantined": …}`. With `ids`, the file has
 * these entries only. An entry whose body is spoilt has a `failure` beside it. Bytes and dates, which JSON cannot hold,
 * stand as `{"$": […]}`. The file holds no credential, because the outbox stores none. Rejects with `OWNER_MISSING` when
 * the user signs out meanwhile: the file would lack entries, or another user would get it.
 */
export async function exportEntries(
  outbox: Pick<Outbox, 'identity' | 'entries' | 'inspect' | 'quarantined'>,
  ids?: readonly string[],
): Promise<Blob> {
  requireOptions('exportEntries', { ids }, { ids: 'a list of texts?' });
  const subject = (): string | undefined => outbox.identity.getSnapshot()?.subject;
  const owner = subject();
  const wanted = ids ?? outbox.entries.getSnapshot().map(({ id }) => id);
  const lines: Blob[] = [];
  const write = (line: object): void =>
    void lines.push(new Blob([toTypedJson(line) ?? 'null', '\n']));
  write({ file: 'holdfast-outbox', format: 1, owner });
  // One after another, so that one large body is in memory at a time.
  for (const id of wanted) {
    try {
      const [entry] = await outbox.inspect([id]);
      if (entry) write({ entry });
    } catch (error) {
      if (!isFailure(error, 'STORAGE_CORRUPT')) throw error;
      // Only the body is spoilt.
      const entry = outbox.entries.getSnapshot().find((view) => view.id === id);
      write({ entry, failure: error.toJSON() });
    }
  }
  const rows = ids || owner === undefined ? [] : await outbox.quarantined(owner);
  for (const quarantined of rows) write({ quarantined });
  if (subject() !== owner) throw new Failure(OWNER_MISSING);
  return new Blob(lines, { type: 'application/x-ndjson' });
}
