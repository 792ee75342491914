import type { Kysely } from 'kysely';
import type { DurableRecord, DurableStream, Place } from '../streams/durable/durable-stream.ts';
import { countFitting, segmentsOf } from '../streams/durable/record-range.ts';
import type { DurableTables } from './durable-tables.ts';

/** One answer has at most this many records. */
const MOST_RECORDS = 1000;

/**
 * Reads records of a stream and of its ancestors. The lengths come first, so that the bytes that do not fit are never
 * read.
 */
export async function readDurableRecords(
  database: Kysely<DurableTables>,
  stream: DurableStream,
  { after, mostBytes }: { readonly after: Place; readonly mostBytes: number },
): Promise<readonly DurableRecord[]> {
  const segments = segmentsOf(stream, after.seq);
  if (segments.length === 0) return [];
  const records = database
    .selectFrom('holdfast_durable_records')
    .where((row) =>
      row.or(
        segments.map(({ id, from, upTo }) =>
          row.and([row('stream_id', '=', id), row('seq', '>=', from), row('seq', '<=', upTo)]),
        ),
      ),
    )
    .orderBy('seq');
  const sizes = await records.select(['starts_at', 'ends_at']).limit(MOST_RECORDS).execute();
  const lengths = sizes.map(({ starts_at, ends_at }) => Number(ends_at) - Number(starts_at));
  const rows = await records
    .select(['seq', 'starts_at', 'ends_at', 'data'])
    .limit(countFitting(lengths, mostBytes))
    .execute();
  return rows.map(({ seq, starts_at, ends_at, data }) => ({
    seq: Number(seq),
    startsAt: Number(starts_at),
    endsAt: Number(ends_at),
    data: new Uint8Array(data),
  }));
}
