import { ANSWER_TOO_LARGE } from '../failures/kinds/network.ts';
import { Failure } from '../failures/failure.ts';
import { toNetworkFailure } from './network-failure.ts';
import type { Answer, OpenAnswer, SendOptions, Transport } from './transport.ts';
import type { TransportRequest } from './request-description.ts';

export interface FetchTransportOptions {
  /** @default the ambient `fetch`, looked up at each send */
  readonly fetch?: typeof globalThis.fetch;
  /** A larger answer is refused with `ANSWER_TOO_LARGE`. @default 10 MiB */
  readonly maxAnswerBytes?: number;
}

const DEFAULT_MAX_ANSWER_BYTES = 10 * 1024 * 1024;

/** The transport of workers, servers and pages without ky: plain `fetch`, cookies of the same origin. */
export function fetchTransport(options: FetchTransportOptions = {}): Transport {
  const { maxAnswerBytes = DEFAULT_MAX_ANSWER_BYTES } = options;

  const open = async (
    request: TransportRequest,
    { signal }: SendOptions = {},
  ): Promise<OpenAnswer> => {
    const send = options.fetch ?? globalThis.fetch;
    let response: Response;
    try {
      response = await send(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        cache: 'no-store',
        credentials: 'same-origin',
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      throw toNetworkFailure(error, signal);
    }
    return toOpenAnswer(response);
  };

  return {
    open,
    async send(request, sendOptions = {}) {
      const { body, ...head } = await open(request, sendOptions);
      return { ...head, body: await readBody(body, maxAnswerBytes, sendOptions.signal) };
    },
  };
}

/** Takes over a fetch `Response` as an answer whose body is still to be read. */
export function toOpenAnswer(response: Response): OpenAnswer {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    url: response.url,
    redirected: response.redirected,
    body: response.body ?? new ReadableStream({ start: (stream) => stream.close() }),
  };
}

/** Reads a body whole. A connection that dies in the middle is a network failure, not a short answer. */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Answer['body']> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    let chunk: Awaited<ReturnType<typeof reader.read>>;
    try {
      chunk = await reader.read();
    } catch (error) {
      throw toNetworkFailure(error, signal);
    }
    if (chunk.done) break;
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      reader.cancel().catch(() => {});
      throw new Failure(ANSWER_TOO_LARGE);
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
