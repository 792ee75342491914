import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyAudit } from '../audit/audit-chain.ts';
import { type AuditTables, createAuditTable } from '../sql/audit-table.ts';
import {
  createDamagedTables,
  damagedRowsContract,
  type DamagedTables,
} from '../sql/damaged-rows.contract.ts';
import { sqlAuditStore } from '../sql/sql-audit-store.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

let database: Kysely<AuditTables & DamagedTables>;
beforeAll(async () => {
  database = new Kysely({ dialect: sqliteDialect(':memory:') });
  await createDamagedTables(database);
});
afterAll(() => database.destroy());

damagedRowsContract('SQLite', () => database);

it('a damaged entry of the audit is named as changed, and keeps no other from being read', async () => {
  await createAuditTable(database);
  const store = sqlAuditStore(database);
  for (const at of [1, 2, 3]) await store.append({ at, kind: 'sign-in', facts: {} });
  await sql`drop trigger holdfast_audit_no_update`.execute(database);
  await database.updateTable('holdfast_audit').set({ facts: '{' }).where('seq', '=', 2).execute();
  expect(await verifyAudit(store)).toEqual({ intact: false, seq: 2 });
  expect((await store.read({ after: 0, limit: 9 })).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});
