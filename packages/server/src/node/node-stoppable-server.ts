import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import type { Stoppable } from '../shutdown/create-shutdown.ts';

// Whoever has just connected needs a moment to send what they came for.
const QUIET_MS = 200;
const MOST_WAITED_MS = 2000;
// Whoever has just been answered comes back within this, if at all, and is met before the door closes.
const NOBODY_CAME_MS = 25;
// In a turn that took longer, somebody may have come while nobody looked.
const SHORT_TURN_MS = 1;

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
 * It ends in a short turn, after a moment in which nobody came.
 */
function emptyBacklog(server: Server, until: number): Promise<readonly Socket[]> {
  // Node reads it for each connection; its types know it as an option only.
  const pausing = server as Server & { pauseOnConnect: boolean };
  pausing.pauseOnConnect = true;
  const waiting: Socket[] = [];
  let lastMet = performance.now();
  const meet = (socket: Socket): void => {
    waiting.push(socket);
    lastMet = performance.now();
  };
  server.on('connection', meet);
  return new Promise((resolve) => {
    let lastLook = performance.now();
    const look = (): void => {
      const now = performance.now();
      const maySomebodyWait = now - lastMet < NOBODY_CAME_MS || now - lastLook > SHORT_TURN_MS;
      if (maySomebodyWait && now < until) {
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
