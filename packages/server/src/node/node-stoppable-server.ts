import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Stoppable } from '../shutdown/create-shutdown.ts';

/**
 * A Node server that can be stopped without cutting off a request it has begun to read. Call it before
 * the server listens.
 */
export function stoppableServer(server: Server): Stoppable {
  const running = new Set<ServerResponse>();
  let retired = false;

  server.prependListener('request', (_: IncomingMessage, outgoing: ServerResponse) => {
    if (retired) outgoing.shouldKeepAlive = false;
    running.add(outgoing);
    outgoing.once('close', () => running.delete(outgoing));
  });

  const retire = (): void => {
    retired = true;
    // A connection kept alive after its answer would hold up the stop until it times out.
    for (const outgoing of running) outgoing.shouldKeepAlive = false;
  };

  return {
    retire,
    close(graceMs) {
      retire();
      return new Promise((resolve) => {
        let cut = 0;
        const timer = setTimeout(() => {
          cut = running.size;
          server.closeAllConnections();
        }, graceMs);
        server.close(() => {
          clearTimeout(timer);
          resolve({ cut });
        });
      });
    },
  };
}
