import { Failure } from '@holdfast/core';
import type { Bytes } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { CLOSED, NEXT_OFFSET } from './durable-headers.ts';
import type { DurableLimits } from './durable-limits.ts';
import type { ProducerPlace } from './durable-store.ts';
import {
  type DurableRecord,
  type DurableStream,
  dueAfter,
  type ProducerTurn,
} from './durable-stream.ts';
import { mediaTypeOf } from './media-type.ts';
import { toOffset } from './offset.ts';
import { judgeProducer } from './producer-decision.ts';
import { full, type Refused, refused } from './refusals.ts';

/** One `POST`. */
export interface Append {
  /** Empty when the request only closes the stream. */
  readonly data: Bytes;
  readonly contentType: string | null;
  readonly closes: boolean;
  readonly writerSeq?: string;
  readonly turn?: ProducerTurn;
}

export interface Appended {
  readonly kind: 'appended';
  readonly stream: DurableStream;
  readonly record?: DurableRecord;
  readonly producer?: ProducerPlace;
}

/** A write that the stream already has. */
export interface Repeated {
  readonly kind: 'repeated';
  readonly stream: DurableStream;
  readonly producer?: ProducerPlace;
}

type Limits = Required<Pick<DurableLimits, 'maxStreamBytes' | 'maxProducers'>>;

/** Decides what an append does to a stream, given the last write of its producer. */
export function decideAppend(
  stream: DurableStream,
  append: Append,
  known: ProducerPlace | undefined,
  { at, limits }: { readonly at: number; readonly limits: Limits },
): Appended | Repeated | Refused {
  const { data, turn, closes, writerSeq } = append;
  const judged = turn && judgeProducer(turn, known);
  if (judged?.kind === 'refused' && judged.isStale) return judged;
  if (stream.isClosed) return decideClosed(stream, append);
  if (data.length > 0 && !isSameType(append.contentType, stream)) {
    return refused(new Failure(catalogue.CONFLICT));
  }
  if (judged?.kind === 'refused') return judged;
  if (judged?.kind === 'repeated') return { kind: 'repeated', stream, producer: judged.place };
  if (writerSeq !== undefined && stream.writerSeq !== undefined && writerSeq <= stream.writerSeq) {
    return refused(new Failure(catalogue.CONFLICT));
  }
  const isNew = turn !== undefined && known === undefined;
  if (isNew && stream.producers >= limits.maxProducers) {
    return refused(full('producers', limits.maxProducers));
  }
  const room = limits.maxStreamBytes - stream.tail.bytes;
  if (data.length > room) {
    return refused(new Failure(catalogue.BODY_TOO_LARGE, { details: { limitBytes: room } }));
  }
  const dueAt = dueAfter(stream.settings, at);
  return {
    kind: 'appended',
    stream: {
      ...grown(stream, data),
      isClosed: closes,
      ...(dueAt !== undefined && { dueAt }),
      ...(writerSeq !== undefined && { writerSeq }),
      ...(closes && turn && { closedBy: turn }),
      producers: stream.producers + (isNew ? 1 : 0),
    },
    ...(data.length > 0 && { record: recordAfter(stream, data) }),
    ...(turn && { producer: { epoch: turn.epoch, seq: turn.seq } }),
  };
}

function decideClosed(stream: DurableStream, { data, turn, closes }: Append): Repeated | Refused {
  const { closedBy } = stream;
  const didClose =
    turn !== undefined &&
    turn.producer === closedBy?.producer &&
    turn.epoch === closedBy.epoch &&
    turn.seq === closedBy.seq;
  if (didClose) return { kind: 'repeated', stream, producer: turn };
  if (closes && data.length === 0 && !turn) return { kind: 'repeated', stream };
  return refused(new Failure(catalogue.CONFLICT), {
    [CLOSED]: 'true',
    [NEXT_OFFSET]: toOffset(stream.tail),
  });
}

function isSameType(contentType: string | null, { settings }: DurableStream): boolean {
  return mediaTypeOf(contentType) === mediaTypeOf(settings.contentType);
}

/** The record that bytes become behind the tail. */
export function recordAfter({ tail }: Pick<DurableStream, 'tail'>, data: Bytes): DurableRecord {
  return { seq: tail.seq + 1, startsAt: tail.bytes, endsAt: tail.bytes + data.length, data };
}

/** The stream with bytes behind its tail. No bytes leave it as it is. */
export function grown(stream: DurableStream, data: Bytes): DurableStream {
  if (data.length === 0) return stream;
  const { seq, bytes } = stream.tail;
  return { ...stream, tail: { seq: seq + 1, bytes: bytes + data.length } };
}
