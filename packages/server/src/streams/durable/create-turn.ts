import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { grown, recordAfter } from './append-decision.ts';
import { type Creation, decideFork, type Divergence, isAsAsked } from './create-decision.ts';
import type { DurableLimits } from './durable-limits.ts';
import type { DurableRows, DurableStore } from './durable-store.ts';
import { type DurableStream, standingOf } from './durable-stream.ts';
import { messagesOf } from './json-messages.ts';
import { isJson } from './media-type.ts';
import { streamOf } from './new-durable-stream.ts';
import { full, type Refused, refused } from './refusals.ts';
import { discard } from './remove-turn.ts';

export interface Created {
  readonly kind: 'created' | 'existed';
  readonly stream: DurableStream;
}

/** Creates a stream in one turn, or finds the stream that an earlier request has created. */
export function createStream(
  store: DurableStore,
  creation: Creation,
  limits: Required<DurableLimits>,
): Promise<Created | Refused> {
  return store.turn(async (rows) => {
    const existing = await rows.lock(creation.name);
    const standing = standingOf(existing, rows.at);
    if (existing && standing === 'live') return judgeExisting(existing, creation);
    if (standing === 'gone') return refused(new Failure(catalogue.CONFLICT));
    if (existing) await discard(rows, existing);
    if ((await rows.count(limits.maxStreams)) >= limits.maxStreams) {
      return refused(full('streams', limits.maxStreams));
    }
    const source = creation.fork && (await rows.lock(creation.fork.source));
    const divergence = source && (await diverge(rows, source, creation, limits));
    if (divergence?.kind === 'refused') return divergence;
    if (creation.fork && !source) return refused(new Failure(catalogue.NOT_FOUND));
    const stream = streamOf(creation, source, divergence, rows.at);
    if (!(await rows.insert(stream))) {
      // Another server has just created it.
      const other = await rows.lock(creation.name);
      if (other) return judgeExisting(other, creation);
      return refused(new Failure(catalogue.CONFLICT, { retry: 'later' }));
    }
    if (source) await rows.update({ ...source, forks: source.forks + 1 });
    return fill(rows, stream, { creation, divergence, limits });
  });
}

function judgeExisting(stream: DurableStream, creation: Creation): Created | Refused {
  if (isAsAsked(stream, creation)) return { kind: 'existed', stream };
  return refused(new Failure(catalogue.CONFLICT));
}

async function diverge(
  rows: DurableRows,
  source: DurableStream,
  creation: Creation,
  limits: Required<DurableLimits>,
): Promise<Divergence | Refused> {
  const standing = standingOf(source, rows.at);
  if (standing === 'gone') return refused(new Failure(catalogue.CONFLICT));
  if (standing === 'missing') return refused(new Failure(catalogue.NOT_FOUND));
  const [next] = await rows.read(source, creation.fork?.at ?? source.tail, 1);
  return decideFork(source, creation, next, limits);
}

/** Writes the first records: the part that a fork took along, and the body of the request. */
async function fill(
  rows: DurableRows,
  stream: DurableStream,
  {
    creation,
    divergence,
    limits,
  }: {
    readonly creation: Creation;
    readonly divergence: Divergence | undefined;
    readonly limits: Required<DurableLimits>;
  },
): Promise<Created | Refused> {
  const { body } = creation;
  const data = body.length > 0 && isJson(stream.settings.contentType) ? messagesOf(body) : body;
  let filled = stream;
  for (const part of [divergence?.part, data]) {
    if (!part || part.length === 0) continue;
    await rows.addRecord(stream.id, recordAfter(filled, part));
    filled = grown(filled, part);
  }
  if (filled.tail.bytes > limits.maxStreamBytes) {
    throw new Failure(catalogue.BODY_TOO_LARGE, { details: { limitBytes: limits.maxStreamBytes } });
  }
  if (filled !== stream) await rows.update(filled);
  return { kind: 'created', stream: filled };
}
