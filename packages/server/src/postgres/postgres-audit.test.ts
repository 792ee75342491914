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
