import { catalogue, Failure, type Bytes } from '@holdfast/core';

export interface ReadBytesOptions {
  /** A longer body is refused with `BODY_TOO_LARGE`. @default 1 MiB */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

const read = new WeakMap<Request, Promise<Bytes>>();

/**
 * The body of a request, read once however often it is asked for. It never reads past the limit, and
 * not at all when the announced length is over it. Rejects with `BODY_TOO_LARGE`, or with
 * `BAD_REQUEST` when the client stopped in the middle.
 */
export async function readBytes(
  request: Request,
  { maxBytes = DEFAULT_MAX_BODY_BYTES }: ReadBytesOptions = {},
): Promise<Bytes> {
  const tooLarge = (): Failure =>
    new Failure(catalogue.BODY_TOO_LARGE, { details: { limitBytes: maxBytes } });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const reading = read.get(request) ?? drain(request.body, maxBytes, tooLarge);
  read.set(request, reading);
  const bytes = await reading;
  if (bytes.byteLength > maxBytes) throw tooLarge();
  return bytes;
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
