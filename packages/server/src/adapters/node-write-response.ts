import { type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http';
import { refuseUnless } from '../mistakes/defect.ts';

const WRONG_LENGTH =
  'The `Content-Length` of an answer is not the length of its body: leave the field out. An answer of `fetch` has it from before its body was decompressed; hand its body on in a `Response` of its own.';

/** Fields of one connection, not of the answer. An answer that the app got from another server may have them. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  ...[
    'connection',
    'keep-alive',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
  ],
]);

/**
 * Writes an answer as fast as its reader reads it. Cancels the body when the reader leaves. When the body throws, it
 * cuts the answer off, so that the reader does not take half of it for the whole, and rejects with the error. It also
 * cuts off a body that is longer or shorter than its `Content-Length`, because the reader would take the next answer
 * for a part of it.
 */
export async function writeResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  // The client left while the answer was made.
  if (outgoing.destroyed) return response.body?.cancel().catch(() => {});
  const headers = headersOf(response.headers);
  const hasBody = outgoing.req.method !== 'HEAD';
  if (response.body === null || !hasBody) {
    writeHead(outgoing, response.status, headers);
    outgoing.end();
    await response.body?.cancel().catch(() => {});
    return;
  }
  outgoing.strictContentLength = true;
  const reader = response.body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => {});
  outgoing.once('close', cancel);
  try {
    await writeBody(reader, response.status, headers, outgoing);
  } catch (error) {
    cancel();
    // Before the first byte, the caller can still answer that it failed.
    if (outgoing.headersSent) outgoing.destroy();
    throw error;
  } finally {
    outgoing.off('close', cancel);
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function writeBody(
  reader: Reader,
  status: number,
  headers: OutgoingHttpHeaders,
  outgoing: ServerResponse,
): Promise<void> {
  let reading = reader.read();
  const first = await soon(reading);
  if (first?.done === false) {
    reading = reader.read();
    // The code below waits for it. It may fail before that.
    reading.catch(() => {});
    const second = await soon(reading);
    // The whole of a short answer goes out in one piece, and says its length.
    if (second?.done) {
      const length = String(first.value.byteLength);
      headers['content-length'] ??= length;
      refuseUnless(headers['content-length'] === length, WRONG_LENGTH);
    }
  }
  writeHead(outgoing, status, headers);
  if (first === undefined) outgoing.flushHeaders();
  else if (!first.done && !outgoing.write(first.value)) await drained(outgoing);
  if (first?.done !== true) {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one piece after another
      const piece = await reading;
      if (piece.done || outgoing.destroyed) break;
      // oxlint-disable-next-line no-await-in-loop
      if (!outgoing.write(piece.value)) await drained(outgoing);
      reading = reader.read();
    }
  }
  outgoing.end();
}

function writeHead(outgoing: ServerResponse, status: number, headers: OutgoingHttpHeaders): void {
  try {
    outgoing.writeHead(status, STATUS_CODES[status] ?? '', headers);
  } catch (error) {
    // Node keeps fields that it took before it refused another one. A problem must not have them.
    if (!outgoing.headersSent) for (const name of Object.keys(headers)) outgoing.removeHeader(name);
    throw error;
  }
}

/** Reads the bytes that arrive within a turn of the loop: the headers of a stream do not wait for its first event. */
async function soon<T>(promise: Promise<T>): Promise<T | undefined> {
  return Promise.race([
    promise,
    new Promise<undefined>((resolve) => setImmediate(resolve, undefined)),
  ]);
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (outgoing.destroyed) {
      resolve();
      return;
    }
    const done = (): void => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.on('drain', done).on('close', done);
  });
}

function headersOf(headers: Headers): OutgoingHttpHeaders {
  const fields: OutgoingHttpHeaders = {};
  for (const [name, value] of headers)
    if (name !== 'set-cookie' && !OF_THE_CONNECTION.has(name)) fields[name] = value;
  // The one wish of an app that concerns the connection.
  if (headers.get('connection')?.toLowerCase() === 'close') fields['connection'] = 'close';
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) fields['set-cookie'] = cookies;
  return fields;
}
