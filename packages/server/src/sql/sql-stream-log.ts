import {
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Kysely,
  type Selectable,
  sql,
  type SqlBool,
} from 'kysely';
import { latestLease } from '../streams/believable-lease.ts';
import { endsStream, lengthOf, placeEvents } from '../streams/new-event.ts';
import type { Appender, LoggedStream, StreamLog } from '../streams/stream-log.ts';
import { createWakers } from '../streams/wakers.ts';
import { refuseTooLong } from '../streams/wire-bytes.ts';
import { deleteInSteps } from './delete-some.ts';
import { keptEnvelope } from './kept-envelope.ts';
import type { StreamTable, StreamTables } from './stream-tables.ts';
import { transact } from './transact.ts';
import { databaseOf } from './database-of.ts';

/**
 * Keeps streams in a database (see `createStreamTables`), SQLite or PostgreSQL. Appenders, also of other processes,
 * take turns at the row of a stream. No appender writes after the one that ends the stream.
 */
export function sqlStreamLog<TDatabase>(database: Kysely<TDatabase>): StreamLog {
  databaseOf('sqlStreamLog', database);
  const streams = database as unknown as Kysely<StreamTables>;
  const wakers = createWakers();
  return {
    async open({ id, owner, fingerprint, writer, leaseUntil }) {
      const { numInsertedOrUpdatedRows } = await streams
        .insertInto('holdfast_streams')
        .values({
          id,
          subject: owner,
          fingerprint,
          writer,
          lease_until: Math.floor(leaseUntil),
          seq: 0,
          bytes: 0,
          ended_at: null,
          gone: 0,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async find(id) {
      const row = await streams
        .selectFrom('holdfast_streams')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toLoggedStream(row);
    },
    async running(owner, at) {
      const { count } = await streams
        .selectFrom('holdfast_streams')
        .select(sql<number | string>`count(*)`.as('count'))
        .where('subject', '=', owner)
        .where('ended_at', 'is', null)
        .where('lease_until', '>=', Math.floor(at))
        .where('lease_until', '<=', Math.floor(latestLease(at)))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async append(id, events, by) {
      refuseTooLong(events);
      const grown = lengthOf(events);
      const placed = await transact(streams, async (transaction) => {
        const row = await transaction
          .updateTable('holdfast_streams')
          .set({
            seq: sql`seq + ${grown.seq}`,
            bytes: sql`bytes + ${grown.offset}`,
            ...(by.as === 'writer' && { lease_until: Math.floor(by.leaseUntil) }),
            ...(endsStream(events) && { ended_at: Math.floor(by.at) }),
          })
          .where('id', '=', id)
          .where(mayAppend(by))
          .returning(['seq', 'bytes'])
          .executeTakeFirst();
        if (!row) return undefined;
        const before = { seq: row.seq - grown.seq, offset: Number(row.bytes) - grown.offset };
        const envelopes = placeEvents(before, events);
        if (envelopes.length > 0) {
          await transaction
            .insertInto('holdfast_stream_events')
            .values(
              envelopes.map((event) => ({
                stream_id: id,
                seq: event.seq,
                event: JSON.stringify(event),
              })),
            )
            .execute();
        }
        return envelopes;
      });
      if (placed) wakers.wake(id);
      return placed;
    },
    async read(id, after, limit) {
      const rows = await streams
        .selectFrom('holdfast_stream_events')
        .select(['seq', 'event'])
        .where('stream_id', '=', id)
        // The place may be behind every number that the column can hold.
        .where('seq', '>', sql<number>`cast(${after} as bigint)`)
        .orderBy('seq')
        .limit(limit)
        .execute();
      // Leaving out a damaged event would leave out its text without a word.
      return rows.map(keptEnvelope);
    },
    watch: wakers.watch,
    async prune({ eventsBefore, streamsBefore }, limit = Number.POSITIVE_INFINITY) {
      // Readers learn that the stream is gone before its first event is removed.
      const silentSince = sql<number>`coalesce(ended_at, lease_until)`;
      const old = streams
        .selectFrom('holdfast_streams')
        .select('id')
        .where('gone', '=', 0)
        .where(silentSince, '<', Math.floor(eventsBefore));
      const { numUpdatedRows } = await streams
        .updateTable('holdfast_streams')
        .set({ gone: 1, ended_at: silentSince })
        .where('id', 'in', limit === Number.POSITIVE_INFINITY ? old : old.limit(limit))
        .executeTakeFirst();
      const gone = sql`stream_id in (select id from holdfast_streams where gone = 1)`;
      await deleteInSteps(streams, 'holdfast_stream_events', gone);
      const forgotten = sql`gone = 1 and ended_at < ${Math.floor(streamsBefore)}`;
      await deleteInSteps(streams, 'holdfast_streams', forgotten);
      return Number(numUpdatedRows);
    },
  };
}

type Streams = ExpressionBuilder<StreamTables, 'holdfast_streams'>;

/** `mayAppend` of the streams, in SQL. */
function mayAppend(by: Appender) {
  return (row: Streams): ExpressionWrapper<StreamTables, 'holdfast_streams', SqlBool> => {
    const open = row('ended_at', 'is', null);
    switch (by.as) {
      case 'writer':
        return row.and([open, row('writer', '=', by.writer)]);
      case 'heir':
        return row.and([open, row('lease_until', '<', Math.floor(by.at))]);
      case 'canceller':
        return row.and([open]);
    }
  };
}

function toLoggedStream(row: Selectable<StreamTable>): LoggedStream {
  return {
    id: row.id,
    owner: row.subject,
    fingerprint: row.fingerprint,
    writer: row.writer,
    leaseUntil: Number(row.lease_until),
    seq: row.seq,
    offset: Number(row.bytes),
    endedAt: row.ended_at === null ? undefined : Number(row.ended_at),
    gone: row.gone === 1,
  };
}
