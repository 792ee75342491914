import { type Kysely, sql } from 'kysely';
import type { DurableRows } from '../streams/durable/durable-store.ts';
import type { DurableStream } from '../streams/durable/durable-stream.ts';
import { fromDurableRow, toDurableState } from './durable-row.ts';
import type { DurableTables } from './durable-tables.ts';
import { readDurableRecords } from './read-durable-records.ts';
import type { SqlDatabase } from './sql-database.ts';

/** The rows of one transaction. */
export function durableRows(
  transaction: Kysely<DurableTables>,
  { locks }: Pick<SqlDatabase, 'locks'>,
  at: number,
): DurableRows {
  const lockBy = async (column: 'id' | 'name', value: string) => {
    const found = transaction.selectFrom('holdfast_durable').selectAll().where(column, '=', value);
    // Without locks the transaction has the whole database to itself.
    const row = await (locks ? found.forUpdate() : found).executeTakeFirst();
    return row && fromDurableRow(row);
  };
  const dropFrom = (table: 'holdfast_durable_records' | 'holdfast_durable_producers', id: string) =>
    transaction.deleteFrom(table).where('stream_id', '=', id).execute();
  return {
    at,
    lock: (name) => lockBy('name', name),
    lockId: (id) => lockBy('id', id),
    async insert(stream) {
      const { id, name, settings } = stream;
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('holdfast_durable')
        .values({ id, name, settings: JSON.stringify(settings), ...toDurableState(stream) })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async update(stream: DurableStream) {
      await transaction
        .updateTable('holdfast_durable')
        .set(toDurableState(stream))
        .where('id', '=', stream.id)
        .execute();
    },
    async drop(id) {
      await dropFrom('holdfast_durable_records', id);
      await dropFrom('holdfast_durable_producers', id);
      await transaction.deleteFrom('holdfast_durable').where('id', '=', id).execute();
    },
    async addRecord(id, { seq, startsAt, endsAt, data }) {
      await transaction
        .insertInto('holdfast_durable_records')
        .values({ stream_id: id, seq, starts_at: startsAt, ends_at: endsAt, data })
        .execute();
    },
    read: (stream, after, mostBytes) =>
      readDurableRecords(transaction, stream, { after, mostBytes }),
    async producer(id, producer) {
      const row = await transaction
        .selectFrom('holdfast_durable_producers')
        .select(['epoch', 'seq'])
        .where('stream_id', '=', id)
        .where('producer', '=', producer)
        .executeTakeFirst();
      return row && { epoch: Number(row.epoch), seq: Number(row.seq) };
    },
    async putProducer(id, producer, place) {
      await transaction
        .insertInto('holdfast_durable_producers')
        .values({ stream_id: id, producer, ...place })
        .onConflict((conflict) => conflict.columns(['stream_id', 'producer']).doUpdateSet(place))
        .execute();
    },
    async count(most) {
      const { rows } = await sql<{ readonly count: number | string }>`
        select count(*) as count from (
          select 1 as one from holdfast_durable limit ${sql.lit(most)}
        ) as some_streams
      `.execute(transaction);
      return Number(rows[0]?.count ?? 0);
    },
    async expired(limit) {
      const rows = await transaction
        .selectFrom('holdfast_durable')
        .select('name')
        .where('due_at', '<=', at)
        .where('forks', '=', 0)
        .where('is_deleted', '=', 0)
        .orderBy('due_at')
        .limit(limit)
        .execute();
      return rows.map(({ name }) => name);
    },
  };
}
