import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyAlertTables } from '../../test/empty-alert-tables.ts';
import type { Alert } from '../alerts/state/alert.ts';
import { alertStoreContract } from '../alerts/alert-store.contract.ts';
import { type AlertTables, createAlertTables } from '../sql/alert-tables.ts';
import { sqlAlertStore } from '../sql/sql-alert-store.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

let folder: string;
let [one, other]: Kysely<object>[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  // Two connections of one process: waiting for the other would keep it from ever letting go.
  const open = () =>
    new Kysely<object>({
      dialect: sqliteDialect(path.join(folder, 'alerts.sqlite'), { busyTimeoutMs: 0 }),
    });
  [one, other] = [open(), open()];
  await createAlertTables(one);
});
afterAll(async () => {
  await Promise.all([one?.destroy(), other?.destroy()]);
  await rm(folder, { recursive: true });
});

alertStoreContract('SQLite', async () => {
  if (!one || !other) throw new Error('There is no database.');
  const [store, second, filled] = [sqlAlertStore(one), sqlAlertStore(other), one];
  return { store, other: second, close: () => emptyAlertTables(filled) };
});

const alertOf = (name: string): Alert => ({
  ...{
    fingerprint: `${name}|operation=a`,
    rule: name,
    title: name,
    severity: 'info',
    values: {},
  },
  ...{ state: { kind: 'firing', at: 7 }, episode: 1, also: 0, figuresAt: 7, version: 1 },
});

it('reads what the columns know of a damaged row, and every other row', async () => {
  if (!one) throw new Error('There is no database.');
  const store = sqlAlertStore(one);
  const tables = one as unknown as Kysely<AlertTables>;
  const [broken, whole] = [alertOf('broken'), alertOf('whole')];
  const memories = new Map([
    ['broken', { a: 1 }],
    ['whole', { a: 2 }],
  ]);
  await store.commit({ alerts: [broken, whole], events: [], memories });
  await tables
    .updateTable('holdfast_alerts')
    .set({ alert: '{' })
    .where('fingerprint', '=', broken.fingerprint)
    .execute();
  await tables
    .updateTable('holdfast_alert_memories')
    .set({ memory: '{' })
    .where('rule', '=', 'broken')
    .execute();
  for (const id of ['s1', 's2']) {
    await store.addSilence({
      id,
      matcher: { rule: 'r' },
      since: 1,
      until: 9,
      reason: 'r',
      author: 'a',
    });
  }
  await tables
    .updateTable('holdfast_alert_silences')
    .set({ silence: 'null' })
    .where('id', '=', 's1')
    .execute();

  const open = await store.open(8);
  expect(open.find(({ rule }) => rule === 'whole')).toEqual(whole);
  const found = open.find(({ rule }) => rule === 'broken');
  expect(found).toMatchObject({ state: { kind: 'firing', at: 7 }, version: 1 });
  expect(await store.memories()).toEqual(
    new Map([
      ['broken', undefined],
      ['whole', { a: 2 }],
    ]),
  );
  expect((await store.silences(8)).map(({ id }) => id)).toEqual(['s2']);
  const mended = { ...found, version: 2 } as Alert;
  expect(await store.commit({ alerts: [mended], events: [], memories: new Map() })).toBe(true);
  expect(await store.alert(broken.fingerprint)).toEqual(mended);
  await emptyAlertTables(one);
});
