import type { EntryView } from '@holdfast/core';
import { expect, it } from 'vitest';
import { recordOf, type StoredEntry, type StoredState } from './entry-record.ts';
import { viewOf } from './entry-view.ts';
import { entry } from './outbox-stage.contract.ts';
import { staleViews } from './stale-views.ts';

const stored = (seq: number, lane = 'x', state: StoredState = { kind: 'queued' }): StoredEntry => ({
  ...recordOf(entry(`e${seq}`, { lane }), 0),
  ...{ seq, state },
});
const view = (seq: number, lane?: string, change: Partial<EntryView> = {}): EntryView => ({
  ...viewOf(stored(seq, lane)),
  ...change,
});
const sending: StoredState = { kind: 'sending', epoch: 1 };

it.each<[string, readonly EntryView[], readonly StoredEntry[], readonly string[]]>([
  ['as the device has it', [view(1), view(2)], [stored(1)], []],
  ['in front of the first one of its lane', [view(1), view(2), view(3)], [stored(2)], ['e1']],
  ['in a lane without any', [view(1), view(2, 'y')], [stored(2, 'y')], ['e1']],
  ['in another state', [view(1), view(2)], [stored(1, 'x', sending)], ['e1']],
  ['that is not on the device', [view(1, 'x', { kept: false })], [], []],
])('the list looks again at an entry %s', (_title, views, heads, stale) => {
  expect(staleViews(views, heads)).toEqual(stale);
});
