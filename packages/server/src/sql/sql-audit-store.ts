import { type Kysely, sql } from 'kysely';
import { placeAfter } from '../audit/audit-chain.ts';
import type { AuditEntry, AuditKind } from '../audit/audit-event.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import { lastPrunable } from '../audit/prunable.ts';
import type { AuditTable, AuditTables } from './audit-table.ts';
import { sha256Now } from '../digest/sha256-now.ts';
import { databaseOf } from './database-of.ts';
import { keptJson } from './kept-json.ts';
import { transact } from './transact.ts';

const MOST_AT_ONCE = 1000;

/** Writes to a database (see `createAuditTable`), SQLite or PostgreSQL, one entry after the other. */
export function sqlAuditStore<TDatabase>(database: Kysely<TDatabase>): AuditStore {
  const { locks } = databaseOf('sqlAuditStore', database);
  const audit = database as unknown as Kysely<AuditTables>;
  /** Moves the checkpoint, then removes the entries up to it: both, or nothing. */
  const pruneSome = (before: number, most: number, now: number): Promise<number> =>
    transact(audit, async (transaction) => {
      const { head } = await transaction
        .selectFrom('holdfast_audit')
        .select(sql<number | null>`max(seq)`.as('head'))
        .executeTakeFirstOrThrow();
      const first = await transaction
        .selectFrom('holdfast_audit')
        .select(['seq', 'hash', 'at'])
        .orderBy('seq')
        .limit(most)
        .execute();
      const last = lastPrunable(first, { before, now, head: head ?? 0 });
      if (!last) return 0;
      const place = { seq: last.seq, hash: last.hash };
      await transaction
        .insertInto('holdfast_audit_checkpoint')
        .values({ id: 1, ...place })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(place))
        .execute();
      const { numDeletedRows } = await transaction
        .deleteFrom('holdfast_audit')
        .where('seq', '<=', last.seq)
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  return {
    append: (record) =>
      transact(audit, async (transaction) => {
        // Readers do not wait for this lock.
        await locks?.table('holdfast_audit').execute(transaction);
        const last = await transaction
          .selectFrom('holdfast_audit')
          .select(['seq', 'hash'])
          .orderBy('seq', 'desc')
          .limit(1)
          .executeTakeFirst();
        const { entry: place, text } = placeAfter(last, record);
        // Not by `crypto.subtle`, which waits for a thread while the transaction holds up all other writers.
        const entry = { ...place, hash: sha256Now(text) };
        await transaction
          .insertInto('holdfast_audit')
          .values({ ...entry, facts: JSON.stringify(entry.facts) })
          .execute();
        return entry;
      }),
    async checkpoint() {
      const row = await audit
        .selectFrom('holdfast_audit_checkpoint')
        .select(['seq', 'hash'])
        .executeTakeFirst();
      return row && { seq: row.seq, hash: row.hash };
    },
    async prune(before, limit = Number.POSITIVE_INFINITY, now = Number.POSITIVE_INFINITY) {
      let pruned = 0;
      while (pruned < limit) {
        const most = Math.min(MOST_AT_ONCE, limit - pruned);
        const count = await pruneSome(before, most, now);
        pruned += count;
        if (count < most) break;
      }
      return pruned;
    },
    async read({ after, limit }) {
      const rows = await audit
        .selectFrom('holdfast_audit')
        .selectAll()
        // A client may ask behind any number, also behind one that the column cannot hold.
        .where('seq', '>', sql<number>`cast(${after} as bigint)`)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },
  };
}

/** Facts that cannot be read. The hash of the entry is not theirs, so that a verdict names the entry. */
const DAMAGED: AuditEntry['facts'] = { damaged: 'facts' };

function toEntry({ kind, facts, ...row }: AuditTable): AuditEntry {
  return {
    ...row,
    kind: kind as AuditKind,
    facts: (keptJson(facts) as AuditEntry['facts'] | undefined) ?? DAMAGED,
  };
}
