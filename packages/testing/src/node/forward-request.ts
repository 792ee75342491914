import { type IncomingMessage, type ServerResponse, request as requestUpstream } from 'node:http';
import { pipeline } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { addressAt } from './target-origin.ts';
import { withoutConnection } from './without-connection.ts';

interface Forwarding {
  readonly target: string;
  /** Waits for this before it passes anything on. */
  readonly hold: Promise<void> | undefined;
  /** With true, the proxy passes a held request on although the client has gone. */
  readonly outlivesClient: boolean;
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
  { target, hold, outlivesClient, answered }: Forwarding,
): void {
  const cut = (): void => void request.socket.destroy();

  const send = (body?: Buffer): void => {
    if (body === undefined && request.socket.destroyed) return;
    const upstream = requestUpstream(addressAt(target, request.url), {
      method: request.method,
      headers: withoutConnection(request.rawHeaders),
      // A connection of its own, so that a restarted server never meets a stale one.
      agent: false,
    });
    upstream.on('error', cut);
    upstream.on('response', (answer) => {
      if (request.socket.destroyed) return void answer.resume();
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
    if (body !== undefined) return void upstream.end(body);
    response.on('close', () => upstream.destroy());
    pipeline(request, upstream, () => {});
  };

  if (!hold) return send();
  // Without this, the body would be lost when the client goes.
  const body = outlivesClient ? buffer(request) : undefined;
  body?.catch(() => {});
  hold.then(async () => send(await body)).catch(() => {});
}
