import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Stoppable } from '@holdfast/server';
import { stoppableServer } from '@holdfast/server/node';
import { CannotStart, systemCode } from './cannot-start.ts';

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  readonly requestTimeoutMs: number;
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

export interface Listening extends Stoppable {
  /** Where browsers on this machine find the server. */
  readonly url: string;
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
  const server = createServer({ requestTimeout: requestTimeoutMs }, (incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  const stoppable = stoppableServer(server);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = systemCode(error);
      const reason = REASONS[code] ?? code;
      reject(new CannotStart(`Fireside cannot listen on port ${port} of ${host}: ${reason}.`));
    });
    server.listen(port, host, () => resolve({ url: urlOf(server, host), ...stoppable }));
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
