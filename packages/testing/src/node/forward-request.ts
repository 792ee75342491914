import { type IncomingMessage, type ServerResponse, request as requestUpstream } from 'node:http';
import { pipeline } from 'node:stream';

interface Forwarding {
  readonly target: string;
  /** Waits for this before it passes anything on. */
  readonly hold: Promise<void> | undefined;
  /**
   * Called when the server begins to answer. The function that it returns runs instead of passing the
   * answer on.
   */
  readonly answered: (status: number) => (() => Promise<void>) | undefined;
}

/**
 * Passes one request to the target, and its answer back. When one side dies, the other connection ends too.
 */
export function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { target, hold, answered }: Forwarding,
): void {
  const cut = (): void => void request.socket.destroy();

  const send = (): void => {
    if (request.socket.destroyed) return;
    const upstream = requestUpstream(new URL(request.url ?? '/', target), {
      method: request.method,
      headers: withoutConnection(request.rawHeaders),
      // A connection of its own, so that a restarted server never meets a stale one.
      agent: false,
    });
    upstream.on('error', cut);
    upstream.on('response', (answer) => {
      const drop = answered(answer.statusCode ?? 0);
      if (drop) {
        answer.resume();
        drop()
          .finally(cut)
          .catch(() => {});
        return;
      }
      const { statusCode = 500, statusMessage, rawHeaders } = answer;
      response.writeHead(statusCode, statusMessage, withoutConnection(rawHeaders));
      // A stream of events may stay silent long after its head.
      response.flushHeaders();
      pipeline(answer, response, () => {});
    });
    response.on('close', () => upstream.destroy());
    pipeline(request, upstream, () => {});
  };

  if (hold) hold.then(send, () => {});
  else send();
}

/** The headers of a message without those about one connection. */
function withoutConnection(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter(
    (_, index) => !/^(connection|keep-alive)$/i.test(rawHeaders[index - (index % 2)] ?? ''),
  );
}
