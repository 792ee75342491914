import type { StreamEnvelope } from '@holdfast/core/parts';

/** A way to write events into an answer. */
export interface StreamEncoding {
  readonly type: string;
  encode(event: StreamEnvelope): string;
  /** Bytes that show that a silent stream is alive. */
  readonly heartbeat: string;
}

/** Server-sent events. */
export const SSE: StreamEncoding = {
  type: 'text/event-stream',
  encode: (event) =>
    // JSON has no line breaks; an app's own name for its event might.
    `id: ${event.seq}\nevent: ${event.type.replaceAll(/[\r\n]/g, ' ')}\ndata: ${JSON.stringify(event)}\n\n`,
  heartbeat: ': \n\n',
};

/** One JSON object a line. */
export const NDJSON: StreamEncoding = {
  type: 'application/x-ndjson',
  encode: (event) => `${JSON.stringify(event)}\n`,
  heartbeat: '\n',
};

const FORMATS = [SSE, NDJSON] as const;

/**
 * The format that an `Accept` header (RFC 9110 §12.5.1) likes best; of two it likes the same, the one it
 * names more exactly, then server-sent events. `undefined` when it takes neither.
 */
export function formatOf(accept: string | null): StreamEncoding | undefined {
  const ranges = (accept ?? '*/*').split(',').map(readRange);
  const rated = FORMATS.map((format) => ({ format, ...rate(format.type, ranges) }));
  const [best] = rated.toSorted(
    (left, right) => right.quality - left.quality || right.exactness - left.exactness,
  );
  return best && best.quality > 0 ? best.format : undefined;
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

function readRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  // A range that cannot be read asks for nothing.
  return { type, quality: /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(given) ? Number(given) : 0 };
}

/** The most exact range that covers a type decides, against all others. */
function rate(
  type: string,
  ranges: readonly MediaRange[],
): { readonly quality: number; readonly exactness: number } {
  const covering = ['*/*', `${type.split('/')[0]}/*`, type];
  for (let exactness = covering.length - 1; exactness >= 0; exactness -= 1) {
    const range = ranges.find((candidate) => candidate.type === covering[exactness]);
    if (range) return { quality: range.quality, exactness };
  }
  return { quality: 0, exactness: 0 };
}
