import { Failure } from '@holdfast/core';
import type { Bytes } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import type { Lifetime } from './read-lifetime.ts';
import type { DurableLimits } from './durable-limits.ts';
import type { DurableRecord, DurableStream, Place } from './durable-stream.ts';
import { firstMessages } from './json-messages.ts';
import { isJson, mediaTypeOf } from './media-type.ts';
import { full, type Refused, refused, wrong } from './refusals.ts';

/** One `PUT`. */
export interface Creation {
  readonly name: string;
  /** The id of the stream if it is created. */
  readonly id: string;
  /** As the client wrote it. A fork without it has the type of its source. */
  readonly contentType: string | undefined;
  readonly lifetime: Lifetime;
  readonly isClosed: boolean;
  readonly body: Bytes;
  readonly fork?: {
    readonly source: string;
    /** `undefined` for the end of the source. */
    readonly at: Place | undefined;
    readonly subOffset: number;
  };
}

export const DEFAULT_TYPE = 'application/octet-stream';

/** Whether a stream has all that a creation asks for, so that the creation changes nothing. */
export function isAsAsked(stream: DurableStream, creation: Creation): boolean {
  const { settings } = stream;
  const { fork, lifetime } = creation;
  const type = creation.contentType ?? (fork ? settings.contentType : DEFAULT_TYPE);
  const inherits = fork && lifetime.ttlMs === undefined && lifetime.expiresAt === undefined;
  return (
    stream.isClosed === creation.isClosed &&
    mediaTypeOf(type) === mediaTypeOf(settings.contentType) &&
    (inherits ||
      (lifetime.ttlMs === settings.ttlMs && lifetime.expiresAt === settings.expiresAt)) &&
    isSameFork(settings.fork, fork)
  );
}

function isSameFork(has: DurableStream['settings']['fork'], asked: Creation['fork']): boolean {
  if (!has || !asked) return !has && !asked;
  return (
    has.source === asked.source &&
    has.subOffset === asked.subOffset &&
    has.isNamed === (asked.at !== undefined) &&
    (asked.at === undefined || (asked.at.seq === has.at.seq && asked.at.bytes === has.at.bytes))
  );
}

/** Where a fork leaves its source, and the part of the next record that it takes along. */
export interface Divergence {
  readonly kind: 'diverged';
  readonly at: Place;
  readonly part?: Bytes;
}

/** `next` is the record of the source behind the place that the creation names. */
export function decideFork(
  source: DurableStream,
  creation: Creation,
  next: DurableRecord | undefined,
  limits: Required<DurableLimits>,
): Divergence | Refused {
  const { contentType, fork } = creation;
  const type = mediaTypeOf(source.settings.contentType);
  if (contentType !== undefined && mediaTypeOf(contentType) !== type) {
    return refused(new Failure(catalogue.CONFLICT));
  }
  if (source.forks >= limits.maxForks) return refused(full('forks', limits.maxForks));
  if (depthOf(source) >= limits.maxForkDepth) {
    return refused(full('fork-depth', limits.maxForkDepth));
  }
  const at = fork?.at ?? source.tail;
  const startsAt = next?.startsAt ?? source.tail.bytes;
  if (at.seq > source.tail.seq || at.bytes !== startsAt) {
    return refused(wrong('stream-fork-offset', 'The source has no such offset.'));
  }
  const subOffset = fork?.subOffset ?? 0;
  if (subOffset === 0) return { kind: 'diverged', at };
  const part = next && partOf(next, subOffset, source.settings.contentType);
  if (!part) return refused(wrong('stream-fork-sub-offset', 'The next append is shorter.'));
  return { kind: 'diverged', at, part };
}

export function depthOf({ settings }: DurableStream): number {
  return settings.fork?.depth ?? 0;
}

function partOf({ data }: DurableRecord, count: number, contentType: string): Bytes | undefined {
  if (isJson(contentType)) return firstMessages(data, count);
  return count <= data.length ? data.slice(0, count) : undefined;
}
