import { ANSWER_TOO_LARGE } from '../../failures/kinds/network.ts';
import { Failure } from '../../failures/failure.ts';
import { abortFailure } from '../../failures/abort-failure.ts';
import { cutFailure } from '../network/cut-failure.ts';
import { tell } from '../../observable/tell.ts';
import type { TransportRequest } from '../request/request-description.ts';
import type { Answer, SendOptions, Transport } from '../transport.ts';

/** Sends by opening an answer and reading it to its end. */
export async function readAnswer(
  open: NonNullable<Transport['open']>,
  request: TransportRequest,
  maxBytes: number,
  options: SendOptions = {},
): Promise<Answer> {
  const { progress, signal } = options;
  // A caller's own progress may throw. No result depends on it, so the read goes on.
  if (progress) tell([() => progress.sending(request)]);
  const { body, ...head } = await open(request, options);
  const note =
    progress && ((bytes: number) => tell([() => progress.receiving(bytes, head.headers)]));
  note?.(0);
  return { ...head, body: await readBody(body, maxBytes, signal, note) };
}

/** Reads a body whole. A connection that dies in the middle is a network failure, not a short answer. */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal?: AbortSignal,
  /** Called after each piece, with the number of bytes that have come. */
  onBytes?: (bytes: number) => void,
): Promise<Answer['body']> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    let chunk: Awaited<ReturnType<typeof reader.read>>;
    try {
      chunk = await reader.read();
    } catch (error) {
      throw signal?.aborted ? abortFailure(signal, error) : cutFailure(error);
    }
    if (chunk.done) break;
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      reader.cancel().catch(() => {});
      throw new Failure(ANSWER_TOO_LARGE);
    }
    chunks.push(chunk.value);
    onBytes?.(size);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
