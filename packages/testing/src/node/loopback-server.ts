import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly server: Server;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
}

export type LoopbackHandler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void | Promise<void>;

/** A real HTTP server on a free port of 127.0.0.1. A handler that fails cuts its connection. */
export async function serveLoopback(handler: LoopbackHandler): Promise<LoopbackServer> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    handler(request, response);
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const port = await listen(server, 0);
  return { server, url: `http://127.0.0.1:${port}`, close: () => stopListening(server) };
}

/** Listens on 127.0.0.1; port 0 means any free one. Resolves with the port. */
export function listen(server: NetServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Cuts every connection at once; from then on the operating system refuses new ones. */
export function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // The only possible error: the server was not listening.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
