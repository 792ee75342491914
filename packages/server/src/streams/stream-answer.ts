import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { formatOf, type StreamEncoding } from './stream-encoding.ts';

/** The format that `Accept` asks for. Throws `NOT_ACCEPTABLE`. */
export function wantedFormat(request: Request): StreamEncoding {
  const format = formatOf(request.headers.get('accept'));
  if (!format) throw new Failure(catalogue.NOT_ACCEPTABLE);
  return format;
}

/** The headers of an answer that tells a stream. */
export function headersOf({ type }: StreamEncoding): Record<string, string> {
  // A proxy that gathers an answer before it passes it on would undo the streaming.
  return { 'content-type': type, 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
}

/** The number of the last event that the reader has. Throws `BAD_REQUEST` where it is none. */
export function placeOf(request: Request): number {
  const given =
    new URL(request.url).searchParams.get('after') ?? request.headers.get('last-event-id') ?? '0';
  if (!/^\d{1,15}$/.test(given)) throw new Failure(catalogue.BAD_REQUEST);
  return Number(given);
}
