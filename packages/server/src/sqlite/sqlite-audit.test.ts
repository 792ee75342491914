import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely } from 'kysely';
import { appendOnlyContract } from '../sql/append-only.contract.ts';
import { createAuditTable } from '../sql/audit-table.ts';
import { sqlAuditStore } from '../sql/sql-audit-store.ts';
import { auditStoreContract } from '../audit/audit-store.contract.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

async function open() {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  // Two connections of one process: waiting for the other would keep it from ever letting go.
  const connect = () =>
    new Kysely<object>({
      dialect: sqliteDialect(path.join(folder, 'audit.sqlite'), { busyTimeoutMs: 0 }),
    });
  const [one, other] = [connect(), connect()];
  await createAuditTable(one);
  return {
    database: one,
    store: sqlAuditStore(one),
    other: sqlAuditStore(other),
    close: async () => {
      await Promise.all([one.destroy(), other.destroy()]);
      await rm(folder, { recursive: true });
    },
  };
}

auditStoreContract('SQLite', open);
appendOnlyContract('SQLite', open);
