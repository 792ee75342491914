import { openPostgres } from '../../test/open-postgres.ts';
import { createPostgresDatabase, describeOnPostgres } from '../../test/postgres-database.ts';
import { auditStoreContract } from '../audit/audit-store.contract.ts';
import { appendOnlyContract } from '../sql/append-only.contract.ts';
import { createAuditTable } from '../sql/audit-table.ts';
import { sqlAuditStore } from '../sql/sql-audit-store.ts';

async function open() {
  const postgres = await createPostgresDatabase();
  const [one, other] = [openPostgres<object>(postgres.url), openPostgres<object>(postgres.url)];
  await createAuditTable(one);
  return {
    database: one,
    statements: {
      tricks: ['truncate holdfast_audit_checkpoint'],
      empty: 'truncate holdfast_audit',
      withoutUpdateTrigger: 'drop trigger holdfast_audit_append_only on holdfast_audit',
      withoutDeleteTrigger: 'drop trigger holdfast_audit_prune on holdfast_audit',
      earlier: [
        `create or replace trigger holdfast_audit_append_only
         before update or delete or truncate on holdfast_audit
         for each statement execute function holdfast_audit_refuse()`,
      ],
    },
    store: sqlAuditStore(one),
    other: sqlAuditStore(other),
    close: async () => {
      await Promise.all([one.destroy(), other.destroy()]);
      await postgres.drop();
    },
  };
}

describeOnPostgres('PostgreSQL', () => {
  auditStoreContract('PostgreSQL', open);
  appendOnlyContract('PostgreSQL', open);
});
