import { type Place, START } from './durable-stream.ts';
import { fromOffset } from './offset.ts';
import { wrong } from './refusals.ts';

export interface DurableQuery {
  /** Where to begin; `now` is the end of the stream. */
  readonly from: Place | 'now';
  readonly live: 'long-poll' | 'sse' | undefined;
  readonly cursor: string | null;
}

/** The query of a `GET`. */
export function readDurableQuery({ searchParams }: URL): DurableQuery {
  const offsets = searchParams.getAll('offset');
  const [offset = '-1'] = offsets;
  const live = searchParams.get('live') ?? undefined;
  if (offsets.length > 1) throw wrong('offset', 'Give one offset.');
  if (live !== undefined && live !== 'long-poll' && live !== 'sse') {
    throw wrong('live', 'Give long-poll or sse.');
  }
  if (live !== undefined && offsets.length === 0) {
    throw wrong('offset', 'Give the offset to begin at: -1, now, or one of this server.');
  }
  return { from: placeOf(offset), live, cursor: searchParams.get('cursor') };
}

function placeOf(offset: string): Place | 'now' {
  if (offset === '-1') return START;
  if (offset === 'now') return 'now';
  const place = fromOffset(offset);
  if (!place) throw wrong('offset', 'This is no offset of this server.');
  return place;
}
