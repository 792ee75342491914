import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { CannotStart, systemCode } from './cannot-start.ts';

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  readonly requestTimeoutMs: number;
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

export interface Listening {
  /** Where browsers on this machine find the server. */
  readonly url: string;
  /** Takes no new requests and waits for the running ones, `graceMs` at most. */
  close(graceMs: number): Promise<void>;
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'it is already in use; stop what listens there or set PORT to another',
  EACCES: 'this user may not use it; set PORT to one above 1023',
  EADDRNOTAVAIL: 'this machine has no such address; set HOST to one it has',
  ENOTFOUND: 'there is no such address; set HOST to one this machine has',
};

/** Starts listening. Rejects with `CannotStart` when the address cannot be had. */
export function listen({ port, host, requestTimeoutMs, fetch }: ListenOptions): Promise<Listening> {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  const running = new Set<ServerResponse>();
  const server = createServer({ requestTimeout: requestTimeoutMs }, (incoming, outgoing) => {
    // It came in on a connection that was opened just before the stop.
    if (!server.listening) outgoing.shouldKeepAlive = false;
    running.add(outgoing);
    outgoing.once('close', () => running.delete(outgoing));
    void listener(incoming, outgoing);
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = systemCode(error);
      const reason = REASONS[code] ?? code;
      reject(new CannotStart(`Fireside cannot listen on port ${port} of ${host}: ${reason}.`));
    });
    server.listen(port, host, () => {
      resolve({ url: urlOf(server, host), close: (graceMs) => close(server, running, graceMs) });
    });
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function close(
  server: Server,
  running: ReadonlySet<ServerResponse>,
  graceMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    // A connection kept alive after its answer would hold up the stop until it times out.
    for (const outgoing of running) outgoing.shouldKeepAlive = false;
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
