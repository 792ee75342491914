// Readers of the same bytes in the same pieces. Each reads to the end.
import { createStreamReader, ndjson, sse, type StreamFormat } from '@holdfast/http/streams';
import { createParser } from 'eventsource-parser';

export const EVENTS = 2_000;
const PIECE_BYTES = 16_384;

/** One generation of about the size of a long story, as a server writes it. */
function write(
  line: (event: { readonly seq: number; readonly type: string }) => string,
): Uint8Array[] {
  let offset = 0;
  const lines = Array.from({ length: EVENTS }, (_, index) => {
    const seq = index + 1;
    if (seq === EVENTS) return line({ seq, type: 'done', ...{ offset } });
    const text = ` word ${seq} né 🦊 字`;
    const event = { seq, type: 'delta', ...{ offset, text } };
    offset += Buffer.byteLength(text);
    return line(event);
  });
  const whole = new TextEncoder().encode(lines.join(''));
  return Array.from({ length: Math.ceil(whole.length / PIECE_BYTES) }, (_, index) =>
    whole.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  );
}

const asSse = write(
  (event) => `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
);
const asNdjson = write((event) => `${JSON.stringify(event)}\n`);

function bodyOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      const piece = pieces[next];
      next += 1;
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
}

function ours(format: StreamFormat, pieces: readonly Uint8Array[]) {
  return async () => {
    const reader = createStreamReader({ formats: [format], wake: () => () => {} });
    await reader.read(
      {
        open: async () => ({
          ...{ status: 200, url: '', redirected: false, body: bodyOf(pieces) },
          headers: { 'content-type': format.mediaType },
        }),
      },
      'begin',
    );
    if (reader.latest().kind !== 'live') throw new Error('The stream was not read to its end.');
  };
}

/** The parser, with the work that it leaves to its user: decoding the bytes, and with JSON the events. */
function alone(take: (data: string) => void) {
  return async () => {
    const decoder = new TextDecoder();
    let events = 0;
    const parser = createParser({
      onEvent({ data }) {
        take(data);
        events += 1;
      },
    });
    const reader = bodyOf(asSse).getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      parser.feed(decoder.decode(read.value, { stream: true }));
    }
    if (events !== EVENTS) throw new Error('Events were lost.');
  };
}

export const contestants: Readonly<Record<string, () => Promise<void>>> = {
  'ours: SSE': ours(sse, asSse),
  'ours: NDJSON': ours(ndjson, asNdjson),
  'eventsource-parser': alone(() => {}),
  'eventsource-parser and JSON': alone((data) => void JSON.parse(data)),
};
