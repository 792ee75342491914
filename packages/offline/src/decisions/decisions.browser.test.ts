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
  expect(await second.paused()).toEqual([undefined]);
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

it('a row about a lane that cannot be read is set aside, exported and removed', async () => {
  const outbox = await stage.open();
  await put('lanes', { owner: 'ann', lane: 'lane', paused: 'yes' });
  await put('entries', { ...recordOf(entry('b'), 1), state: null });
  await outbox.add(entry('a'));
  (await stage.server.next()).answer(204);
  await expect.poll(() => outbox.quarantined('ann')).toHaveLength(2);
  const rows = await outbox.quarantined('ann');
  expect(rows.map(({ store }) => store).toSorted()).toEqual(['entries', 'lanes']);
  const text = await (await exportEntries(outbox)).text();
  expect(text).toContain('"paused":"yes"');
  for (const row of rows) await outbox.discardQuarantined(row);
  expect(await outbox.quarantined('ann')).toEqual([]);
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
