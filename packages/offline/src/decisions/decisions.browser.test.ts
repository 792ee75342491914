import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { installReplay } from '../worker/install-replay.ts';
import { recordOf } from '../outbox/entry-record.ts';
import {
  createStage,
  entry,
  untilGone,
  untilState,
  type Stage,
} from '../outbox/outbox-stage.contract.ts';
import { noteEntry, saveNote } from './decisions-stage.contract.ts';
import { answerConflict } from './answer-conflict.ts';
import { editEntry } from './edit-entry.ts';
import { exportEntries } from './export-entries.ts';
import { inspectEntry } from './inspect-entry.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

const put = async (store: string, row: unknown): Promise<void> => {
  const database = await openDB(stage.name);
  await database.put(store, row);
  database.close();
};

it('the device keeps a pause: tabs that open later and the worker keep to it, until any of them ends it', async () => {
  const first = await stage.open();
  await first.pause();
  await first.add(entry('a'));
  await untilState(first, 'a', 'blocked');
  await first.dispose();
  const second = await stage.open();
  const { name, platform, server } = stage;
  const scope = { addEventListener() {}, removeEventListener() {} };
  const replay = installReplay({ name, platform, transport: server.transport, scope });
  onTestFinished(() => replay.dispose());
  expect(await replay.drain()).toEqual({ left: false });
  expect(server.arrivals).toEqual([]);
  expect(await second.paused()).toEqual(['']);
  await second.resume();
  (await server.next()).answer(204);
  await untilGone(second, 'a');
});

it('the worker sends no entry that its user may still take back, and asks for another event', async () => {
  const outbox = await stage.open();
  await outbox.add(entry('a', { undoMs: 5_000 }));
  const { name, platform, server } = stage;
  const scope = { addEventListener() {}, removeEventListener() {} };
  const replay = installReplay({ name, platform, transport: server.transport, scope });
  onTestFinished(() => replay.dispose());
  expect(await replay.drain()).toEqual({ left: true });
  expect(server.arrivals).toEqual([]);
  await expect(outbox.cancel('a')).resolves.toBe('cancelled');
});

it('a row that was set aside is exported and removed', async () => {
  const outbox = await stage.open();
  await put('entries', { ...recordOf(entry('b'), 1), state: null, note: 'kept' });
  await outbox.add(entry('a'));
  (await stage.server.next()).answer(204);
  await expect.poll(() => outbox.quarantined('ann')).toHaveLength(1);
  expect(await (await exportEntries(outbox)).text()).toContain('"note":"kept"');
  for (const row of await outbox.quarantined('ann')) await outbox.discardQuarantined(row);
  expect(await outbox.quarantined('ann')).toEqual([]);
});

it('rows that no outbox wrote about lanes pause nothing and stop nothing', async () => {
  const outbox = await stage.open();
  for (const lane of [7, new Date(), ['lane']]) await put('lanes', { owner: 'ann', lane });
  await outbox.add(entry('a'));
  (await stage.server.next()).answer(204);
  await untilGone(outbox, 'a');
});

it('a dead letter with a large body is inspected, exported and edited with all of it', async () => {
  const outbox = await stage.open({ baseUrl: 'https://api.test/' });
  const body = 'x'.repeat(50_000);
  await outbox.add(noteEntry('a', { request: { ...noteEntry('a').request, body } }));
  (await stage.server.next()).answer(422);
  await untilState(outbox, 'a', 'dead');
  expect((await inspectEntry(outbox, 'a')).request.body).toBe(body);
  expect(await (await exportEntries(outbox)).text()).toContain(body);
  await editEntry(outbox, 'a', saveNote, { id: 'a', text: 'short' });
  const arrival = await stage.server.next();
  expect(arrival.request.body).toBe('{"text":"short"}');
  const database = await openDB(stage.name);
  expect(await database.count('bodies')).toBe(0);
  database.close();
});

it('a dead letter whose body is spoilt is exported without it, and so are the others', async () => {
  const outbox = await stage.open();
  for (const id of ['a', 'b']) {
    const body = id.repeat(50_000);
    await outbox.add(noteEntry(id, { lane: id, request: { ...noteEntry(id).request, body } }));
    (await stage.server.next()).answer(422);
    await untilState(outbox, id, 'dead');
  }
  const database = await openDB(stage.name);
  await database.put('bodies', new Uint8Array(3), ['a', 0]);
  database.close();
  const lines = (await (await exportEntries(outbox)).text()).split('\n');
  expect(lines[1]).toContain('STORAGE_CORRUPT');
  expect(lines[1]).toContain('"basedOn":"v1"');
  expect(lines[2]).toContain('b'.repeat(50_000));
});

it('an overwrite keeps a large body', async () => {
  const outbox = await stage.open();
  const body = 'x'.repeat(50_000);
  await outbox.add(noteEntry('a', { request: { ...noteEntry('a').request, body } }));
  (await stage.server.next()).answer(412);
  await untilState(outbox, 'a', 'blocked');
  await answerConflict(outbox, 'a', saveNote, { kind: 'overwrite' });
  const { request } = await stage.server.next();
  expect(request.body).toBe(body);
});
