import { expect, it } from 'vitest';
import type { EntryState, EntryView } from '../../ports/outbox-port.ts';
import { newsOfEntry } from './news-of-entry.ts';
import { stateOfEntry } from './state-of-entry.ts';

const entryAt = (state: EntryState): EntryView =>
  ({ id: 'entry-1', createdAt: 5, state }) as unknown as EntryView;
const queued = entryAt({ kind: 'queued' });

it('keeps the last known value in the state of the entry', () => {
  expect(newsOfEntry(queued, { kind: 'running', value: 'Ada', since: 1 })).toEqual({
    ...{ kind: 'queued', value: 'Ada', entryId: 'entry-1', since: 5 },
  });
});

it('says nothing while the state of the write stays the same', () => {
  const sending = entryAt({ kind: 'sending' });
  expect(newsOfEntry(sending, stateOfEntry(queued, 'Ada'))).toBe(undefined);
});

it('says nothing of an entry that has left the outbox', () => {
  expect(newsOfEntry(undefined, { kind: 'idle' })).toBe(undefined);
});
