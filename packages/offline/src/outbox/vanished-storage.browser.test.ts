import { isFailure } from '@holdfast/core';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { hasEnded } from '@holdfast/core/parts';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStage, entry, until, untilState, type Stage } from './outbox-stage.contract.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

it('a database that is deleted under two open tabs is missed in both: by the list, the state, the sinks and the followers of its entries', async () => {
  const open = async () => {
    const events: TelemetryEvent[] = [];
    return { events, tab: await stage.open({ sinks: [(event) => events.push(event)] }) };
  };
  const [one, other] = [await open(), await open()];
  for (const id of ['a', 'b', 'c']) await one.tab.add(entry(id));
  await stage.server.next();
  await stage.platform.advance(100);
  const both = [one, other].map(({ tab, events }) => ({ tab, events, followed: tab.follow('c') }));
  await Promise.all(both.map(({ tab }) => untilState(tab, 'c', 'queued')));

  await deleteDB(stage.name);

  for (const { tab, events, followed } of both) {
    const state = await until(tab.storage, (now) => now !== 'ok');
    expect(state).toMatchObject({ code: 'STORAGE_LOST', severity: 'critical' });
    await until(tab.entries, (all) => all.length === 0);
    const end = await until(followed, hasEnded);
    expect(end).toMatchObject({ kind: 'failed', failure: { code: 'STORAGE_LOST' } });
    const told = events.filter(({ type }) => type === 'storage.damaged');
    expect(told).toMatchObject([{ database: stage.name, rows: 3, failure: { number: 1309 } }]);
  }
});

it('a lost database is reported until a new entry is stored, which is then kept and sent', async () => {
  const outbox = await stage.open();
  await outbox.add(entry('a'));
  (await stage.server.next()).cut();
  await deleteDB(stage.name);
  await until(outbox.storage, (now) => isFailure(now, 'STORAGE_LOST'));
  await outbox.drain();
  expect(outbox.storage.getSnapshot()).toMatchObject({ code: 'STORAGE_LOST' });
  await outbox.add(entry('b'));
  expect(outbox.storage.getSnapshot()).toBe('ok');
  expect((await stage.server.next()).key).toBe('b');
});

it('a database that an older version of the app made is missed as well', async () => {
  const before = await stage.open();
  await before.dispose();
  const database = await openDB(stage.name);
  await database.delete('meta', 'token');
  database.close();
  const outbox = await stage.open();
  await outbox.add(entry('a'));
  await deleteDB(stage.name);
  await until(outbox.storage, (now) => isFailure(now, 'STORAGE_LOST'));
});

it('a connection that only closed loses no entry, and the outbox reports no loss', async () => {
  const events: TelemetryEvent[] = [];
  const outbox = await stage.open({ sinks: [(event) => events.push(event)] });
  await outbox.add(entry('a'));
  const other = await stage.open();
  await other.dispose();
  const again = await stage.open();
  await untilState(again, 'a', 'sending');
  expect(events.some(({ type }) => type === 'storage.damaged')).toBe(false);
  expect(outbox.storage.getSnapshot()).toBe('ok');
});
