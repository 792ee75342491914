import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Append, type Appended, decideAppend, type Repeated } from './append-decision.ts';
import type { DurableLimits } from './durable-limits.ts';
import type { DurableRows, DurableStore } from './durable-store.ts';
import { type DurableStream, standingOf } from './durable-stream.ts';
import { type Refused, refused } from './refusals.ts';

/** Appends in one turn: it writes the record, the state of the stream and the place of the producer together. */
export function appendTo(
  store: DurableStore,
  name: string,
  append: Append,
  limits: Required<DurableLimits>,
): Promise<Appended | Repeated | Refused> {
  return store.turn(async (rows) => {
    const stream = await rows.lock(name);
    const missing = refuseMissing(stream, rows.at);
    if (!stream || missing) return missing ?? refused(new Failure(catalogue.NOT_FOUND));
    const { turn } = append;
    const known = turn && (await rows.producer(stream.id, turn.producer));
    const decision = decideAppend(stream, append, known, { at: rows.at, limits });
    if (decision.kind === 'appended') await write(rows, decision, turn?.producer);
    return decision;
  });
}

async function write(
  rows: DurableRows,
  { stream, record, producer }: Appended,
  name: string | undefined,
): Promise<void> {
  if (record) await rows.addRecord(stream.id, record);
  if (producer && name !== undefined) await rows.putProducer(stream.id, name, producer);
  await rows.update(stream);
}

/** The refusal for a stream that does not exist any more, or not yet. */
export function refuseMissing(stream: DurableStream | undefined, at: number): Refused | undefined {
  const standing = standingOf(stream, at);
  if (standing === 'live') return undefined;
  return refused(new Failure(standing === 'gone' ? catalogue.STREAM_GONE : catalogue.NOT_FOUND));
}
