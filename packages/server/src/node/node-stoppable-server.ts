import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { A_SERVER, requireMethods } from '../mistakes/require-value.ts';
import type { Stoppable } from '../shutdown/create-shutdown.ts';

const QUIET_MS = 200;
// A client that is busy needs a moment between its connection and its first request.
const FIRST_REQUEST_MS = 1000;
const MOST_WAITED_MS = 2000;
// A client that just got an answer usually sends its next request within this time, so the socket stays open for it.
const NOBODY_CAME_MS = 25;
// A crowd may have filled the queue of the system. The system then accepts the next client when that client tries
// again.
const CROWD = 256;
const KNOCKS_AGAIN_MS = 300;
// During a long turn, a client may have connected unnoticed.
const SHORT_TURN_MS = 1;
const LONG_TURN_MS = 50;

/**
 * Makes a Node server that stops without cutting off a request, also on a connection that the system has accepted and
 * the server has not looked at yet. Call it before the server listens.
 */
export function stoppableServer(server: Server): Stoppable {
  requireMethods('stoppableServer', { server }, ['listen', 'closeAllConnections'], A_SERVER);
  const running = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  /** Connections without a request so far, each with the time of its beginning. */
  const fresh = new Map<Socket, number>();
  let retired = false;
  let lastHeard = 0;

  server.prependListener('connection', (socket: Socket) => {
    lastHeard = performance.now();
    sockets.add(socket);
    fresh.set(socket, lastHeard);
    socket.once('close', () => {
      sockets.delete(socket);
      fresh.delete(socket);
    });
  });
  server.prependListener('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    fresh.delete(incoming.socket);
    if (retired) outgoing.shouldKeepAlive = false;
    lastHeard = performance.now();
    running.add(outgoing);
    outgoing.once('close', () => {
      running.delete(outgoing);
      lastHeard = performance.now();
    });
  });

  const isQuiet = (now: number): boolean => {
    for (const [socket, cameAt] of fresh) {
      if (now - cameAt < FIRST_REQUEST_MS) return false;
      fresh.delete(socket);
    }
    return running.size === 0 && now - lastHeard >= QUIET_MS;
  };

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
        let lastLook = performance.now();
        const look = setInterval(() => {
          const now = performance.now();
          const mayHaveComeUnseen = now - lastLook > LONG_TURN_MS;
          lastLook = now;
          if (now < until && (mayHaveComeUnseen || !isQuiet(now))) return;
          cut += running.size;
          running.clear();
          server.closeAllConnections();
          // Node does not list connections that now belong to another protocol.
          for (const socket of sockets) socket.destroy();
        }, 10);
        // Not `server.close`: it would also end connections on which a request is just arriving.
        NetServer.prototype.close.call(server, () => {
          clearInterval(look);
          // Only now, because other handles of the server may need connections until here.
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
 * Takes in every connection that the system has let in already: it would be reset with the listening
 * socket. The server does not read from it yet, so that this does not end up behind ever new work.
 * It ends in a short turn, after a moment in which no connection came.
 */
function emptyBacklog(server: Server, until: number): Promise<readonly Socket[]> {
  // Node reads it for each connection; its types know it as an option only.
  const pausing = server as Server & { pauseOnConnect: boolean };
  pausing.pauseOnConnect = true;
  const waiting: Socket[] = [];
  let lastMet = performance.now();
  const comesBackMs = (): number => (waiting.length < CROWD ? NOBODY_CAME_MS : KNOCKS_AGAIN_MS);
  const meet = (socket: Socket): void => {
    waiting.push(socket);
    lastMet = performance.now();
  };
  server.on('connection', meet);
  return new Promise((resolve) => {
    let lastLook = performance.now();
    const look = (): void => {
      const now = performance.now();
      const mayAnyWait = now - lastMet < comesBackMs() || now - lastLook > SHORT_TURN_MS;
      if (mayAnyWait && now < until) {
        lastLook = now;
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
