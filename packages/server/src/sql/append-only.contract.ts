import { webPlatform } from '@holdfast/core/parts';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyAudit } from '../audit/audit-chain.ts';
import type { AuditStoreUnderTest } from '../audit/audit-store.contract.ts';
import { createAuditTable } from './audit-table.ts';

export interface AuditDatabaseUnderTest extends AuditStoreUnderTest {
  readonly database: Kysely<object>;
  /** Statements in which the databases differ. */
  readonly statements: {
    /** Each statement changes a pruned table without a usual delete or update. */
    readonly tricks: readonly string[];
    readonly empty: string;
    readonly withoutUpdateTrigger: string;
    readonly withoutDeleteTrigger: string;
    /** The triggers of an earlier version, which refuse every delete. */
    readonly earlier: readonly string[];
  };
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

/** The rules that the database itself keeps, also for clients without our store. */
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

    it('refuses a statement that empties it', async () => {
      const { database, store, statements } = await filled(open);
      await expect(sql.raw(statements.empty).execute(database)).rejects.toBeInstanceOf(Error);
      expect(await verifyAudit(store)).toMatchObject({ intact: true, head: { seq: 3 } });
    });

    it('can be created again by a later migration', async () => {
      const { database, store } = await filled(open);
      await createAuditTable(database);
      expect(await verifyAudit(store)).toMatchObject({ head: { seq: 3 } });
    });

    it.each([
      ['insert into holdfast_audit_checkpoint values (1, 2, :wrong)'],
      ['insert into holdfast_audit_checkpoint values (1, 3, :third)'],
      ['insert into holdfast_audit_checkpoint values (2, 2, :second)'],
      ['insert into holdfast_audit_checkpoint values (1, 9, :second)'],
    ])('refuses to prune by a checkpoint that does not fit: %s', async (statement) => {
      const { database, store } = await filled(open);
      const entries = await store.read({ after: 0, limit: 3 });
      const [, second = '', third = ''] = entries.map(({ hash }) => hash);
      const given = statement
        .replace(':wrong', "'ab'")
        .replace(':second', `'${second}'`)
        .replace(':third', `'${third}'`);
      await expect(sql.raw(given).execute(database)).rejects.toBeInstanceOf(Error);
      expect(await verifyAudit(store)).toMatchObject({ intact: true, head: { seq: 3 } });
    });

    it('refuses to prune entries younger than thirty days, for every client of the database', async () => {
      const { store, close } = await open();
      onTestFinished(close);
      // The clock of the database is the real one.
      const now = webPlatform.now();
      for (const days of [31, 29, 0]) {
        await store.append({ at: now - days * 86_400_000, kind: 'sign-in', facts: {} });
      }
      await expect(store.prune(now)).rejects.toBeInstanceOf(Error);
      expect(await store.checkpoint()).toBeUndefined();
      expect(await store.prune(now - 30 * 86_400_000)).toBe(1);
      expect(await verifyAudit(store)).toMatchObject({ intact: true, pruned: { seq: 1 } });
    });

    it('refuses to move the checkpoint back, to remove more entries, and to replace removed ones', async () => {
      const { database, store, statements } = await filled(open);
      await store.prune(2, 1);
      const [first] = await store.read({ after: 0, limit: 1 });
      for (const statement of [
        'delete from holdfast_audit_checkpoint',
        "update holdfast_audit_checkpoint set hash = 'ab'",
        `update holdfast_audit_checkpoint set seq = 1, hash = '${first?.hash}'`,
        'delete from holdfast_audit where seq = 2',
        "insert into holdfast_audit values (2, '', '', 1, 'sign-in', '{}')",
        ...statements.tricks,
      ]) {
        await expect(sql.raw(statement).execute(database)).rejects.toBeInstanceOf(Error);
      }
      expect(await verifyAudit(store)).toMatchObject({ head: { seq: 3 }, pruned: { seq: 1 } });
    });

    it('shows in its chain that the beginning was taken out by a client that may change the schema', async () => {
      const { database, store, statements } = await filled(open);
      await store.prune(2, 1);
      await sql.raw(statements.withoutDeleteTrigger).execute(database);
      await sql.raw('delete from holdfast_audit where seq = 2').execute(database);
      expect(await verifyAudit(store)).toEqual({ intact: false, seq: 2 });
    });

    it('brings the triggers of an earlier version up to date', async () => {
      const { database, store, statements } = await filled(open);
      for (const statement of statements.earlier) await sql.raw(statement).execute(database);
      await expect(store.prune(99)).rejects.toBeInstanceOf(Error);
      expect(await store.checkpoint()).toBeUndefined();
      await createAuditTable(database);
      expect(await store.prune(99)).toBe(2);
    });

    it('shows in its chain the change of a client that may change the schema', async () => {
      const { database, store, statements } = await filled(open);
      for (const statement of [
        statements.withoutUpdateTrigger,
        "update holdfast_audit set facts = '{}' where seq = 2",
      ]) {
        await sql.raw(statement).execute(database);
      }
      expect(await verifyAudit(store)).toEqual({ intact: false, seq: 2 });
    });
  });
}
