import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Arrival, Target } from './target.ts';

/** A receiver of JSON lists over HTTP. */
export async function openHttpTarget(): Promise<Target> {
  const arrived: Arrival[] = [];
  const sockets = new Set<Socket>();
  let toCut = 0;
  let cuts = 0;
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = await text(request);
    // An outage that began meanwhile has closed the connection, and nothing was read.
    if (request.socket.destroyed) return;
    arrived.push(...(JSON.parse(sent) as readonly Arrival[]));
    if (toCut > 0) {
      toCut -= 1;
      cuts += 1;
      request.socket.destroy();
      return;
    }
    response.end('ok');
  };
  const server = createServer((request, response) => {
    receive(request, response).catch(() => request.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    kind: 'http',
    address: `http://127.0.0.1:${port}/`,
    cutAnswer: () => void (toCut = 1),
    cuts: () => cuts,
    down: close,
    up: () => listen(port),
    arrivals: () => arrived,
    close,
  };
}
