import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { requireOptionsAlways } from '@holdfast/core/parts';
import { addressKey, parseAddress } from '../addresses/address.ts';
import { type AddressRange, requireAddressRange } from '../addresses/address-range.ts';
import type { LogSink } from '../logging/request-log.ts';
import { refuseUnless } from '../mistakes/defect.ts';
import { A_SERVER, requireMethods } from '../mistakes/require-value.ts';
import { allConnectionLimits, type ConnectionLimits } from './connection-limits.ts';
import { connectionTable } from './connection-table.ts';
import { nodeConnection, type NodeConnection } from './node-connection.ts';
import { parserFailure } from './parser-failure.ts';
import { tooMuchUnfinished } from './too-much-unfinished.ts';

export interface LimitConnectionsOptions extends ConnectionLimits {
  /** Receives a line for each request that is answered here, before the app sees it. @default none */
  readonly log?: LogSink;
}

const NO_SERVER =
  'limitConnections: give it the server of `createServer` of node:http, which Hono, Express and Fastify use by themselves. It knows neither TLS nor HTTP/2: let a proxy in front end both.';
const TWICE =
  'limitConnections: call it once for a server. `listen` of the ./adapters entry calls it by itself; give it `limits`.';

const limited = new WeakSet<Server>();

const LOOPBACK = ['127.0.0.0/8', '::1'];
const LONGEST_LOOK_MS = 1000;
const KEEP_ALIVE_MS = 60_000;
// This many connections beyond the limit still get an answer that says so.
const TOLD = 64;

/**
 * Limits the connections of a Node server: their number, time, header fields and requests at once. It answers
 * requests that Node cannot read, and requests that an app must not see, with a problem and a line in the log. Call
 * it before the server listens. It supports no TLS and no HTTP/2: a proxy ends both. Throws `DEFECT` for such a
 * server, for one that has its limits already, and for a limit that is no number.
 */
export function limitConnections(server: Server, options: LimitConnectionsOptions = {}): void {
  requireOptionsAlways('limitConnections', options, {
    maxConnections: 'a whole number from 0 on?',
    maxPerAddress: 'a whole number from 0 on?',
    maxPipelined: 'a whole number from 0 on?',
    maxUrlBytes: 'a number from 0 on?',
    maxHeaderBytes: 'a number from 0 on?',
    maxHeaders: 'a whole number from 0 on?',
    maxUnfinishedBytes: 'a number from 0 on?',
    maxUnreadBytes: 'a number from 0 on?',
    proxies: 'a list of texts?',
    headersMs: 'a number from 0 on?',
    requestMs: 'a number from 0 on?',
    keepAliveMs: 'a number from 0 on?',
    writeMs: 'a number from 0 on?',
    lingerMs: 'a number from 0 on?',
    minBytesPerSecond: 'a number from 0 on?',
    log: 'a function?',
  });

  const { log, ...given } = options;
  requireMethods('limitConnections', { server }, ['listen'], A_SERVER);
  refuseUnless((server as unknown) instanceof Server, NO_SERVER);
  refuseUnless(!limited.has(server), TWICE);
  const limits = allConnectionLimits(given);
  const { proxies } = limits;
  limited.add(server);
  const unlimited = [...LOOPBACK, ...proxies].map(requireAddressRange);
  const table = connectionTable();
  const known = new WeakMap<Socket, NodeConnection>();

  const shortest = Math.min(limits.headersMs, limits.keepAliveMs, limits.writeMs, limits.lingerMs);
  const lookEveryMs = Math.max(10, Math.min(LONGEST_LOOK_MS, shortest / 4));
  Object.assign(server, {
    maxHeaderSize: limits.maxHeaderBytes,
    // One more, so that the server notices it: Node drops further header fields silently.
    maxHeadersCount: limits.maxHeaders + 1,
    ...{ headersTimeout: limits.headersMs, requestTimeout: limits.requestMs },
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: lookEveryMs,
    // Node would answer without a body, an id or a line.
    requireHostHeader: false,
  });

  const connectionOf = (socket: Socket): NodeConnection => {
    const found = known.get(socket);
    if (found) return found;
    const address = limitedAddress(socket.remoteAddress, unlimited);
    const connection: NodeConnection = nodeConnection({
      ...{ socket, address, limits, log },
      onFree: (isFree) => table.setFree(connection, isFree),
    });
    known.set(socket, connection);
    table.add(connection);
    socket.once('close', () => table.delete(connection));
    return connection;
  };

  const makeRoom = (address: string | undefined): Failure | undefined => {
    if (address !== undefined && table.countAt(address) > limits.maxPerAddress)
      return room(table.longestFree(address), catalogue.RATE_LIMITED);
    return table.all.size > limits.maxConnections
      ? room(table.longestFree(), catalogue.UNAVAILABLE)
      : undefined;
  };

  const meet = (socket: Socket): void => {
    const connection = connectionOf(socket);
    // The system asks a silent peer now and then whether it is still there.
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    // The new connection itself cannot make room.
    table.setFree(connection, false);
    const failure = makeRoom(connection.address);
    if (failure === undefined) table.setFree(connection, true);
    else if (table.all.size > limits.maxConnections + TOLD) socket.destroy();
    else connection.refuse(failure);
  };

  // After Node's own listener, which gives the socket its parser.
  server.on('connection', meet);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // An app with a listener of its own answers by itself.
    if (server.listenerCount('clientError') > 1) return;
    const failure = parserFailure(error);
    if (failure) connectionOf(socket as Socket).refuse(failure);
    else socket.destroy();
  });
  server.on('connect', (_: IncomingMessage, socket) => {
    if (server.listenerCount('connect') === 1)
      connectionOf(socket as Socket).refuse(new Failure(catalogue.NOT_IMPLEMENTED));
  });
  server.on('checkExpectation', () => {});
  inTurn(server, connectionOf);

  const lookAtAll = (): void => {
    const now = performance.now();
    for (const connection of table.all) connection.look(now);
    for (const connection of tooMuchUnfinished(table.all, limits.maxUnfinishedBytes))
      connection.shed(new Failure(catalogue.UNAVAILABLE, { retryAfterMs: 1000 }));
  };
  let looks: NodeJS.Timeout | undefined;
  const begin = (): void => {
    looks ??= setInterval(lookAtAll, lookEveryMs).unref();
  };
  server.on('listening', begin);
  server.on('close', () => {
    clearInterval(looks);
    looks = undefined;
  });
  if (server.listening) begin();
}

/** Hands requests to the app one after another, for all listeners, also those added earlier. */
function inTurn(server: Server, connectionOf: (socket: Socket) => NodeConnection): void {
  const emit = server.emit.bind(server) as (name: string, ...told: unknown[]) => boolean;
  const emitInTurn = (name: string, ...told: unknown[]): boolean => {
    // Our own listener for CONNECT hands nothing on.
    if (name === 'upgrade' || (name === 'connect' && server.listenerCount(name) > 1))
      connectionOf(told[1] as Socket).hand();
    if (name !== 'request' && name !== 'checkContinue' && name !== 'checkExpectation')
      return emit(name, ...told);
    const [incoming, outgoing] = told as [IncomingMessage, ServerResponse];
    // Node emits other expectations than `100-continue` only when the server has a listener for them.
    const isUnmet = name === 'checkExpectation' && server.listenerCount(name) === 1;
    connectionOf(incoming.socket).take({
      ...{ incoming, outgoing, begin: () => emit(name, ...told) },
      failure: isUnmet ? new Failure(catalogue.CLIENT_ERROR, { status: 417 }) : undefined,
    });
    return true;
  };
  server.emit = emitInTurn as typeof server.emit;
}

function room(
  place: NodeConnection | undefined,
  kind: typeof catalogue.RATE_LIMITED | typeof catalogue.UNAVAILABLE,
): Failure | undefined {
  if (place === undefined) return new Failure(kind, { retryAfterMs: 1000 });
  place.socket.destroy();
  return undefined;
}

function limitedAddress(
  remote: string | undefined,
  unlimited: readonly AddressRange[],
): string | undefined {
  const address = remote === undefined ? undefined : parseAddress(remote);
  if (address === undefined || unlimited.some((range) => range(address))) return undefined;
  return addressKey(address);
}
