import { Failure } from '@holdfast/core';
import type { Bytes } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import type { DurableReads } from './durable-store.ts';
import { type DurableStream, type Place } from './durable-stream.ts';
import { toArray } from './json-messages.ts';
import { isJson } from './media-type.ts';
import { wrong } from './refusals.ts';

/** The bytes from a place on, as many as one answer can contain. */
export interface Page {
  readonly data: readonly Bytes[];
  /** The place behind it. */
  readonly next: Place;
  /** Whether the page ends at the end of the stream. */
  readonly isLast: boolean;
}

export async function readPage(
  reads: DurableReads,
  stream: DurableStream,
  { from, mostBytes }: { readonly from: Place; readonly mostBytes: number },
): Promise<Page> {
  const { tail } = stream;
  if (from.seq > tail.seq || (from.seq === tail.seq && from.bytes !== tail.bytes)) throw noSuch();
  if (from.seq === tail.seq) return { data: [], next: from, isLast: true };
  const records = await reads.read(stream, from, mostBytes);
  const [first] = records;
  const last = records.at(-1);
  // A client deleted the stream after the server had found it.
  if (!first || !last) throw new Failure(catalogue.NOT_FOUND);
  if (first.startsAt !== from.bytes) throw noSuch();
  return {
    data: records.map(({ data }) => data),
    next: { seq: last.seq, bytes: last.endsAt },
    isLast: last.seq === tail.seq,
  };
}

function noSuch(): Failure {
  return wrong('offset', 'The stream has no such offset.');
}

/** The bytes of a page as an answer holds them: JSON as one array. */
export function bodyOf({ data }: Pick<Page, 'data'>, contentType: string): Bytes {
  if (isJson(contentType)) return toArray(data);
  const [only] = data;
  if (only && data.length === 1) return only;
  const body = new Uint8Array(data.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of data) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}
