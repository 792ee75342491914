import { toTypedJson } from '../drafts/typed-json.ts';
import type { Outbox } from '../outbox/outbox.ts';

// Bodies may be large, so only some entries are in memory at once.
const AT_ONCE = 16;

/**
 * The entries of the signed-in owner, and the rows of this owner that did not parse, as a file of JSON Lines: one
 * object a line, `{"entry": …}` or `{"quarantined": …}`, behind one that says what the file is. With `ids`, it has these
 * entries only. Bytes and dates, which JSON cannot hold, stand as `{"$": […]}`. The file holds no credential, because the
 * outbox stores none.
 */
export async function exportEntries(
  outbox: Pick<Outbox, 'identity' | 'entries' | 'inspect' | 'quarantined'>,
  ids?: readonly string[],
): Promise<Blob> {
  const owner = outbox.identity.getSnapshot()?.subject;
  const wanted = ids ?? outbox.entries.getSnapshot().map(({ id }) => id);
  const lines: Blob[] = [];
  const write = (line: object): void =>
    void lines.push(new Blob([toTypedJson(line) ?? 'null', '\n']));
  write({ file: 'holdfast-outbox', format: 1, owner });
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const found = await outbox.inspect(wanted.slice(from, from + AT_ONCE));
    for (const entry of found) if (entry) write({ entry });
  }
  const rows = ids || owner === undefined ? [] : await outbox.quarantined(owner);
  for (const quarantined of rows) write({ quarantined });
  return new Blob(lines, { type: 'application/x-ndjson' });
}
