import { type Kysely, sql } from 'kysely';
import { placeAfter } from '../audit/audit-chain.ts';
import type { AuditEntry, AuditKind } from '../audit/audit-event.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import type { AuditTable, AuditTables } from './audit-table.ts';
import { sha256Now } from './node-digest.ts';
import { isSqlite } from './is-sqlite.ts';
import { transact } from './transact.ts';

/** Writes to a database (see `createAuditTable`), SQLite or PostgreSQL, one entry after the other. */
export function sqlAuditStore<TDatabase>(database: Kysely<TDatabase>): AuditStore {
  const audit = database as unknown as Kysely<AuditTables>;
  return {
    append: (record) =>
      transact(audit, async (transaction) => {
        // On SQLite a transaction has the whole file to itself; readers wait on neither.
        if (!isSqlite(audit)) {
          await sql`lock table holdfast_audit in exclusive mode`.execute(transaction);
        }
        const last = await transaction
          .selectFrom('holdfast_audit')
          .select(['seq', 'hash'])
          .orderBy('seq', 'desc')
          .limit(1)
          .executeTakeFirst();
        const { entry: place, text } = placeAfter(last, record);
        // Not by `crypto.subtle`: it waits for a thread while the transaction holds everybody up.
        const entry = { ...place, hash: sha256Now(text) };
        await transaction
          .insertInto('holdfast_audit')
          .values({ ...entry, facts: JSON.stringify(entry.facts) })
          .execute();
        return entry;
      }),
    async read({ after, limit }) {
      const rows = await audit
        .selectFrom('holdfast_audit')
        .selectAll()
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },
  };
}

function toEntry({ kind, facts, ...row }: AuditTable): AuditEntry {
  return {
    ...row,
    kind: kind as AuditKind,
    facts: JSON.parse(facts) as AuditEntry['facts'],
  };
}
