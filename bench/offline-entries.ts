import type { NewEntry } from '@holdfast/core/parts';

export const OWNER = 'ann';
// About as much as a note or a comment.
const BODY = JSON.stringify({ text: 'x'.repeat(400) });

let made = 0;

/** An entry with a new id. */
export function newEntry(lane: string, url = '/write'): NewEntry {
  made += 1;
  const id = `${performance.timeOrigin}-${made}`;
  return {
    ...{ id, owner: OWNER, lane, operation: 'note.add', version: 1, input: undefined },
    request: {
      ...{ method: 'POST', url: new URL(url, location.href).href, body: BODY },
      headers: { 'content-type': 'application/json' },
    },
    ...{ expectation: { accept: 'nothing' }, invalidates: [], honoursKey: true },
    incidentId: `incident-${id}`,
  };
}

/** The record of an entry, as the outbox stores it. */
export function rawRecord(lane: string): object {
  const entry = newEntry(lane);
  return {
    ...entry,
    ...{ key: entry.id, createdAt: Date.now(), state: { kind: 'queued' } },
    ...{ sends: 0, refusals: 0, doubtful: false },
  };
}
