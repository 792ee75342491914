import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requireOptionsAlways } from '@holdfast/core/parts';
import type { LogSink } from '../logging/request-log.ts';
import type { ConnectionLimits } from '../node/connection-limits.ts';
import { limitConnections } from '../node/node-limit-connections.ts';
import { stoppableServer } from '../node/node-stoppable-server.ts';
import type { Stoppable } from '../shutdown/create-shutdown.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { nodeHandler } from './node-handler.ts';

export interface ListenOptions {
  readonly fetch: FetchHandler;
  /** 0 takes any free port. */
  readonly port: number;
  /** @default '127.0.0.1': only this machine */
  readonly host?: string;
  /** See the defaults of `ConnectionLimits`. */
  readonly limits?: ConnectionLimits;
  /** Receives a line for each request that is answered before or instead of `fetch`. @default none */
  readonly log?: LogSink;
}

/** A server that listens, ready for `createShutdown`. */
export interface Listening extends Stoppable {
  readonly server: Server;
  /** The address of the server on this machine. */
  readonly url: string;
}

// Linux reduces it to its own limit. With a short queue, the system refuses a crowd of clients that the server could
// serve.
const BACKLOG = 4096;

/**
 * Serves a handler of the Fetch standard over HTTP, with limits on its connections and a stop that cuts off no
 * request. Rejects with Node's error, such as `EADDRINUSE`, when it cannot listen.
 */
export function listen(options: ListenOptions): Promise<Listening> {
  requireOptionsAlways('listen', options, {
    fetch: 'a function',
    port: 'a whole number from 0 on',
    host: 'a text that is not empty?',
    limits: 'an object?',
    log: 'a function?',
  });

  const { fetch, port, host = '127.0.0.1', limits, log } = options;
  const told = log === undefined ? {} : { log };
  const server = createServer(nodeHandler(fetch, told));
  limitConnections(server, { ...limits, ...told });
  const stoppable = stoppableServer(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve({ ...stoppable, server, url: urlOf(server, host) });
    });
  });
}

// All addresses of this machine: not every client on it can connect to these names.
const ALL: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

function urlOf(server: Server, given: string): string {
  const { port } = server.address() as AddressInfo;
  const host = ALL[given] ?? given;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
