import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Bytes } from '@holdfast/core/parts';
import { readBytes } from '../../requests/read-bytes.ts';
import type { Append } from './append-decision.ts';
import type { Creation } from './create-decision.ts';
import {
  CLOSED,
  FORK_OFFSET,
  FORK_SUB_OFFSET,
  FORKED_FROM,
  PRODUCER_EPOCH,
  PRODUCER_ID,
  PRODUCER_SEQ,
  WRITER_SEQ,
} from './durable-headers.ts';
import type { ProducerTurn } from './durable-stream.ts';
import { messagesOf } from './json-messages.ts';
import { isJson, mediaTypeOf } from './media-type.ts';
import { fromOffset } from './offset.ts';
import { readLifetime } from './read-lifetime.ts';
import { wrong } from './refusals.ts';

const INTEGER = /^(?:0|[1-9]\d{0,15})$/;
const LONGEST = 256;

/** What a `POST` asks for. */
export async function readAppend(request: Request, maxBytes: number): Promise<Append> {
  const { headers } = request;
  const turn = readTurn(headers);
  const writerSeq = headers.get(WRITER_SEQ);
  if (writerSeq !== null && (writerSeq === '' || writerSeq.length > LONGEST)) {
    throw wrong(WRITER_SEQ, `Give 1 to ${LONGEST} characters.`);
  }
  const closes = isTrue(headers.get(CLOSED));
  const body = await readPlainBytes(request, maxBytes);
  const contentType = headers.get('content-type');
  return {
    data: body.length === 0 ? emptyFor(closes, body) : dataOf(body, contentType),
    contentType,
    closes,
    ...(writerSeq !== null && { writerSeq }),
    ...(turn && { turn }),
  };
}

function emptyFor(closes: boolean, body: Bytes): Bytes {
  if (!closes) throw wrong('body', 'Give bytes to append.');
  return body;
}

function dataOf(body: Bytes, contentType: string | null): Bytes {
  if (mediaTypeOf(contentType) === undefined) throw wrong('content-type', 'Name the type.');
  if (contentType === null || !isJson(contentType)) return body;
  const data = messagesOf(body);
  if (data.length === 0) throw wrong('body', 'Give one message at least.');
  return data;
}

function readTurn(headers: Headers): ProducerTurn | undefined {
  const [producer, epoch, seq] = [PRODUCER_ID, PRODUCER_EPOCH, PRODUCER_SEQ].map((name) =>
    headers.get(name),
  );
  if (producer === null && epoch === null && seq === null) return undefined;
  if (!producer || producer.length > LONGEST) {
    throw wrong(PRODUCER_ID, `Give 1 to ${LONGEST} characters.`);
  }
  return { producer, epoch: count(PRODUCER_EPOCH, epoch), seq: count(PRODUCER_SEQ, seq) };
}

function count(field: string, text: string | null | undefined): number {
  const value = text && INTEGER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw wrong(field, 'Give a whole number from 0 to 2^53 - 1.');
  return value;
}

/** What a `PUT` asks for, but for its names and ids. `nameOf` gives the name of the stream at an address. */
export async function readCreation(
  request: Request,
  maxBytes: number,
  nameOf: (address: URL) => Promise<string>,
): Promise<Omit<Creation, 'name' | 'id'>> {
  const { headers } = request;
  const contentType = headers.get('content-type') ?? undefined;
  if (contentType !== undefined && mediaTypeOf(contentType) === undefined) {
    throw wrong('content-type', 'Name a type such as text/plain.');
  }
  const lifetime = readLifetime(headers);
  const fork = await readFork(request, nameOf);
  const body = await readPlainBytes(request, maxBytes);
  const isClosed = isTrue(headers.get(CLOSED));
  return { contentType, lifetime, isClosed, body, ...(fork && { fork }) };
}

/** A stream has no coding of its own, so a reader would take compressed bytes for the data. */
async function readPlainBytes(request: Request, maxBytes: number): Promise<Bytes> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    throw new Failure(catalogue.MEDIA_TYPE_REFUSED);
  }
  return readBytes(request, { maxBytes });
}

async function readFork(
  { headers, url }: Request,
  nameOf: (address: URL) => Promise<string>,
): Promise<Creation['fork']> {
  const path = headers.get(FORKED_FROM);
  const offset = headers.get(FORK_OFFSET);
  const sub = headers.get(FORK_SUB_OFFSET);
  if (path === null) {
    if (offset !== null || sub !== null) throw wrong(FORKED_FROM, 'Name the source.');
    return undefined;
  }
  // A backslash or a tab makes an address of another host out of what looks like a path.
  const source = URL.canParse(path, url) ? new URL(path, url) : undefined;
  if (!/^\/(?!\/)/.test(path) || source?.origin !== new URL(url).origin) {
    throw wrong(FORKED_FROM, 'Give a path of this server.');
  }
  const at = offset === null ? undefined : fromOffset(offset);
  if (offset !== null && !at) throw wrong(FORK_OFFSET, 'This is no offset of this server.');
  const subOffset = sub === null ? 0 : count(FORK_SUB_OFFSET, sub);
  return { source: await nameOf(source), at, subOffset };
}

/** The protocol takes any other value as if the field were absent. */
const isTrue = (value: string | null): boolean => value?.toLowerCase() === 'true';
