import { type Kysely, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyAudit } from '../audit/audit-chain.ts';
import type { AuditStoreUnderTest } from '../audit/audit-store.contract.ts';
import { createAuditTable } from './audit-table.ts';
import { isSqlite } from './is-sqlite.ts';

export interface AuditDatabaseUnderTest extends AuditStoreUnderTest {
  readonly database: Kysely<object>;
}

async function filled(
  open: () => Promise<AuditDatabaseUnderTest>,
): Promise<AuditDatabaseUnderTest> {
  const under = await open();
  onTestFinished(under.close);
  for (const subject of ['1', '2', '3']) {
    await under.store.append({ at: 1, kind: 'sign-in', facts: { subject } });
  }
  return under;
}

/** What a database itself holds to, past every store. */
export function appendOnlyContract(
  name: string,
  open: () => Promise<AuditDatabaseUnderTest>,
): void {
  describe(`the audit table of ${name}`, () => {
    it.each([
      ["update holdfast_audit set kind = 'sign-out' where seq = 1"],
      ['update holdfast_audit set seq = 9 where seq = 3'],
      ['delete from holdfast_audit where seq = 3'],
      ['delete from holdfast_audit'],
    ])('refuses to %s', async (statement) => {
      const { database, store } = await filled(open);
      await expect(sql.raw(statement).execute(database)).rejects.toBeInstanceOf(Error);
      expect(await verifyAudit(store)).toMatchObject({ intact: true, head: { seq: 3 } });
    });

    it('refuses to be emptied', async () => {
      const { database, store } = await filled(open);
      // SQLite has no truncate; a delete of everything is what it has instead.
      const statement = isSqlite(database)
        ? 'delete from holdfast_audit where true'
        : 'truncate holdfast_audit';
      await expect(sql.raw(statement).execute(database)).rejects.toBeInstanceOf(Error);
      expect(await verifyAudit(store)).toMatchObject({ intact: true, head: { seq: 3 } });
    });

    it('can be asked for again by a later migration', async () => {
      const { database, store } = await filled(open);
      await createAuditTable(database);
      expect(await verifyAudit(store)).toMatchObject({ head: { seq: 3 } });
    });

    it('shows in its chain what was done by somebody who may change the schema', async () => {
      const { database, store } = await filled(open);
      const triggers = isSqlite(database)
        ? ['drop trigger holdfast_audit_no_update']
        : ['drop trigger holdfast_audit_append_only on holdfast_audit'];
      for (const statement of [
        ...triggers,
        "update holdfast_audit set facts = '{}' where seq = 2",
      ]) {
        await sql.raw(statement).execute(database);
      }
      expect(await verifyAudit(store)).toEqual({ intact: false, seq: 2 });
    });
  });
}
