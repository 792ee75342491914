import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import type { Stoppable } from '../shutdown/create-shutdown.ts';

// Whoever has just connected needs a moment to send what they came for.
const QUIET_MS = 200;
const MOST_WAITED_MS = 2000;

/**
 * A Node server that can be stopped without cutting off a request, not even one whose connection the
 * system has taken and the server has not looked at yet. Call it before the server listens.
 */
export function stoppableServer(server: Server): Stoppable {
  const running = new Set<ServerResponse>();
  let retired = false;
  let lastHeard = 0;

  server.prependListener('connection', () => (lastHeard = performance.now()));
  server.prependListener('request', (_: IncomingMessage, outgoing: ServerResponse) => {
    if (retired) outgoing.shouldKeepAlive = false;
    running.add(outgoing);
    outgoing.once('close', () => {
      running.delete(outgoing);
      lastHeard = performance.now();
    });
  });

  const retire = (): void => {
    retired = true;
    // A connection kept alive after its answer would hold up the stop until it times out.
    for (const outgoing of running) outgoing.shouldKeepAlive = false;
  };

  return {
    retire,
    async close(graceMs) {
      retire();
      const until = performance.now() + graceMs;
      const waiting = await emptyBacklog(
        server,
        Math.min(until, performance.now() + MOST_WAITED_MS),
      );
      return new Promise((resolve) => {
        let cut = 0;
        const look = setInterval(() => {
          const now = performance.now();
          if (now < until && (running.size > 0 || now - lastHeard < QUIET_MS)) return;
          cut = running.size;
          server.closeAllConnections();
        }, 10);
        // Not `server.close`: it would also end connections on which a request is just arriving.
        NetServer.prototype.close.call(server, () => {
          clearInterval(look);
          // Only now, for what else the server keeps going: there is nobody left to end.
          server.close();
          resolve({ cut });
        });
        for (const socket of waiting) socket.resume();
        lastHeard = performance.now();
      });
    },
  };
}

/**
 * Takes in everybody whom the system has let in already: they would be reset with the listening
 * socket. They are met, but not listened to yet, so that this does not end up behind ever new work.
 * Node takes in one connection a turn, so a turn without one has found the queue empty.
 */
function emptyBacklog(server: Server, until: number): Promise<readonly Socket[]> {
  // Node reads it for each connection; its types know it as an option only.
  const pausing = server as Server & { pauseOnConnect: boolean };
  pausing.pauseOnConnect = true;
  const waiting: Socket[] = [];
  const meet = (socket: Socket): void => void waiting.push(socket);
  server.on('connection', meet);
  return new Promise((resolve) => {
    let met = -1;
    const look = (): void => {
      if (met !== waiting.length && performance.now() < until) {
        met = waiting.length;
        setImmediate(look);
        return;
      }
      server.off('connection', meet);
      pausing.pauseOnConnect = false;
      resolve(waiting);
    };
    setImmediate(look);
  });
}
