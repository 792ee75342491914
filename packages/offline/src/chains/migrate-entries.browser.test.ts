import { createCell, defineWrite } from '@holdfast/core';
import type { AnyWrite } from '@holdfast/core/parts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createStage,
  entry,
  untilGone,
  untilState,
  type Stage,
} from '../outbox/outbox-stage.contract.ts';
import { migrateEntries } from './migrate-entries.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

const write = (version: number): AnyWrite =>
  defineWrite('note.add', {
    request: (json: unknown) => ({ method: 'PUT', path: '/api/notes/7', json }),
    ...{ offline: 'queue', version },
    migrate: { 2: ({ id }: { id: string }) => ({ name: id }), 3: () => ({}) },
  });

it('a page migrates an old entry before its first send, and code of any version repeats the migrated request', async () => {
  const old = await stage.open({ identity: createCell(null) });
  await old.add(entry('a'));
  const page = await stage.open({ migration: migrateEntries([write(2)]) });
  const first = await stage.server.next();
  expect(first.request).toMatchObject({ method: 'PUT', body: '{"name":"a"}' });
  expect(page.entries.getSnapshot()).toMatchObject([{ version: 2, input: { name: 'a' } }]);
  await page.dispose();
  const newer = await stage.open({ migration: migrateEntries([write(3)]) });
  const second = await stage.server.next();
  expect([second.key, second.request.body]).toEqual(['a', '{"name":"a"}']);
  second.answer(200, {});
  await untilGone(newer, 'a');
});

it('an old page blocks only the lane of an entry that it is too old for, until a new page opens', async () => {
  const writer = await stage.open({ identity: createCell(null) });
  await writer.add(entry('new', { version: 2 }));
  await writer.add(entry('other', { lane: 'other', operation: 'other' }));
  const old = await stage.open({ migration: migrateEntries([write(1)]) });
  const view = await untilState(old, 'new', 'blocked');
  expect(view).toMatchObject({
    state: { reason: 'schema', failure: { code: 'ENTRY_NOT_MIGRATED' } },
    waitsFor: 'user',
  });
  (await stage.server.next()).answer(200, {});
  await untilGone(old, 'other');
  await stage.open({ migration: migrateEntries([write(2)]) });
  const sent = await stage.server.next();
  expect([sent.key, sent.request.body]).toEqual(['new', '{"id":"new"}']);
  sent.answer(200, {});
  await untilGone(old, 'new');
});
