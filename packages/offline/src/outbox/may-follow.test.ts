import { expect, it } from 'vitest';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { mayFollow } from './may-follow.ts';
import { entry as newEntry } from './outbox-stage.contract.ts';

const entry = (change: Partial<StoredEntry> = {}): StoredEntry => ({
  ...recordOf(newEntry('a'), 5),
  ...{ seq: 1, ...change },
});
const to = (url: string): Partial<StoredEntry> => ({ request: { ...entry().request, url } });

it.each<[string, boolean, Partial<StoredEntry>, Partial<StoredEntry>]>([
  ['to the same server', true, {}, {}],
  ['after a head that was sent before', true, {}, { sends: 3 }],
  ['to another server', false, to('https://other.example/'), {}],
  ['to a server that does not know its key', false, { honoursKey: false }, {}],
  ['after a head whose server does not know its key', false, {}, { honoursKey: false }],
  ['that was sent before', false, { sends: 1 }, {}],
  ['that needs another entry first', false, { after: ['x'] }, {}],
])('an entry %s may be claimed while its head is on its way: %s', (_title, may, next, head) => {
  expect(mayFollow(entry(next), entry(head))).toBe(may);
});
