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
    statements: {
      tricks: ["insert or replace into holdfast_audit values (2, '', '', 1, 'sign-in', '{}')"],
      // SQLite has no truncate.
      empty: 'delete from holdfast_audit where true',
      withoutUpdateTrigger: 'drop trigger holdfast_audit_no_update',
      withoutDeleteTrigger: 'drop trigger holdfast_audit_no_delete',
      earlier: [
        'drop trigger holdfast_audit_no_delete',
        `create trigger holdfast_audit_no_delete before delete on holdfast_audit
         begin select raise(abort, 'holdfast_audit is append-only'); end`,
      ],
    },
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
