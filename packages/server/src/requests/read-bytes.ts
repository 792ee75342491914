import { Failure } from '@holdfast/core';
import type { Bytes } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { defect } from '../mistakes/defect.ts';
import { requireRequest } from '../mistakes/require-request.ts';
import { requireNumbers } from '../mistakes/require-value.ts';
import type { BodyHolder } from './body-holder.ts';
import { knownRecord, recordOf, type RequestRecord } from './request-record.ts';

export interface ReadBytesOptions {
  /** A longer body is refused with `BODY_TOO_LARGE`. @default 1 MiB */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

const READ_ELSEWHERE =
  'The body of this request was read already, for example by `request.json()`: read it with `readJson`, `readInput` or `validated`, which keep it for `idempotent` and for each other, or hand on a clone that was made before.';

/** Shares the body of a request with its framework: either may read it first. */
export function shareBody(request: Request, holder: BodyHolder): void {
  recordOf(request).holder = holder;
}

/** The body of a request where it has been read whole, by `readBytes`. */
export function knownBytes(request: Request): Bytes | undefined {
  return knownRecord(request)?.bytes;
}

/**
 * Says of a request that its host ends the body where its `Content-Length` says, as a parser of HTTP does.
 * Such a body is read as a whole, which hosts do faster than piece by piece.
 */
export function bodyIsDelimited(request: Request): void {
  recordOf(request).isDelimited = true;
}

/**
 * Reads the body of a request, once for all calls. It never reads past the limit, and it reads nothing when the
 * announced length is over it. Rejects with `BODY_TOO_LARGE`, with `BAD_REQUEST` when the client stopped in the middle,
 * or with `DEFECT` when other code has read the body and did not keep it.
 */
export async function readBytes(
  request: Request,
  { maxBytes = DEFAULT_MAX_BODY_BYTES }: ReadBytesOptions = {},
): Promise<Bytes> {
  requireRequest('readBytes', request);
  requireNumbers('readBytes', { maxBytes });
  const tooLarge = (): Failure =>
    new Failure(catalogue.BODY_TOO_LARGE, { details: { limitBytes: maxBytes } });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const record = recordOf(request);
  record.reading ??= begin(request, record, { maxBytes, tooLarge });
  const bytes = await record.reading;
  record.bytes = bytes;
  if (bytes.byteLength > maxBytes) throw tooLarge();
  return bytes;
}

function begin(
  request: Request,
  { holder, isDelimited }: RequestRecord,
  { maxBytes, tooLarge }: { readonly maxBytes: number; readonly tooLarge: () => Failure },
): Promise<Bytes> {
  const { body, bodyUsed } = request;
  if (!bodyUsed && body?.locked !== true) {
    const reading = isDelimited ? readWhole(request) : drain(body, maxBytes, tooLarge);
    if (body) holder?.keep(reading);
    return reading;
  }
  const held = holder?.read();
  if (!held) throw defect(READ_ELSEWHERE);
  return held;
}

async function readWhole(request: Request): Promise<Bytes> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch (cause) {
    throw new Failure(catalogue.BAD_REQUEST, { cause });
  }
}

async function drain(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  tooLarge: () => Failure,
): Promise<Bytes> {
  if (!body) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const chunk = await reader.read().catch((cause: unknown) => {
      throw new Failure(catalogue.BAD_REQUEST, { cause });
    });
    if (chunk.done) break;
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      // Not cancelled: that would reset the connection before the answer is through.
      reader.releaseLock();
      throw tooLarge();
    }
    chunks.push(chunk.value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
