import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely } from 'kysely';
import { sqlThreatStore } from '../sql/sql-threat-store.ts';
import { createThreatTable } from '../sql/threat-table.ts';
import { threatStoreContract } from '../threats/threat-store.contract.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

threatStoreContract('SQLite', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  // Two connections of one process: waiting for the other would keep it from ever letting go.
  const open = () =>
    new Kysely<object>({
      dialect: sqliteDialect(path.join(folder, 'threats.sqlite'), { busyTimeoutMs: 0 }),
    });
  const [one, other] = [open(), open()];
  await createThreatTable(one);
  return {
    store: sqlThreatStore(one),
    other: sqlThreatStore(other),
    close: async () => {
      await Promise.all([one.destroy(), other.destroy()]);
      await rm(folder, { recursive: true });
    },
  };
});
