import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { emptyAlertTables } from '../../test/empty-alert-tables.ts';
import { alertStoreContract } from '../alerts/alert-store.contract.ts';
import { createAlertTables } from '../sql/alert-tables.ts';
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
