import type { Socket } from 'node:net';
import { Failure } from '@holdfast/core';
import { webPlatform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import type { RequestLog } from '../logging/request-log.ts';
import { tellApp } from '../logging/web-tell.ts';
import type { AllConnectionLimits } from './connection-limits.ts';
import { gatherPieces } from './node-gather-pieces.ts';
import { nodeWriteProgress } from './node-write-progress.ts';
import { nextReader, type WaitingForReader } from './reader-state.ts';
import { bytesOf, refuseRequest } from './refused-request.ts';
import { nodeReset } from './node-reset.ts';
import { nodeUnread } from './node-unread.ts';
import { refusalOf } from './request-refusal.ts';
import { refusalTurn, type Turn } from './turn.ts';

/** One connection, whose requests have their turn one after another. */
export interface NodeConnection {
  readonly socket: Socket;
  /** The key of its address, where the address has a limit. */
  readonly address: string | undefined;
  /** The bytes of a request that the client has sent, while the request is incomplete or others wait behind it. */
  unfinished(): { readonly bytes: number; readonly since: number } | undefined;
  take(turn: Turn): void;
  /** Answers a request that Node could not read, and ends. */
  refuse(failure: Failure): void;
  /** Drops the requests that wait, and answers in their place. */
  shed(failure: Failure): void;
  /** Ends requests, answers and connections that have lasted too long. Call it regularly. */
  look(now: number): void;
  /** From now on the connection belongs to another protocol: the client asked for an upgrade. */
  hand(): void;
}

export interface NodeConnectionOptions {
  readonly socket: Socket;
  readonly address: string | undefined;
  readonly limits: AllConnectionLimits;
  readonly log: ((line: RequestLog) => void) | undefined;
  /** The connection has no request any more, or has one again. */
  readonly onFree: (isFree: boolean) => void;
}

// The server tells clients `keepAliveMs`. Like Node, it waits a little longer for a client that sends in the last
// moment.
const LATE_MS = 1000;

export function nodeConnection(options: NodeConnectionOptions): NodeConnection {
  const { socket, address, limits, log, onFree } = options;
  /** With how many bytes had been read when each came. */
  const waiting: { readonly turn: Turn; readonly at: number }[] = [];
  let current: Turn | undefined;
  let startedAt = 0;
  let bytesAtStart = 0;
  let freeSince = performance.now();
  let bytesWhenFree = 0;
  let heardAt: number | undefined;
  let reader: WaitingForReader | undefined;
  /** The connection accepts no further request. */
  let closed = false;
  let lastWords: Buffer | undefined;
  const unread = nodeUnread(socket, limits);
  let handed: { readonly at: number; readonly written: number } | undefined;

  // Node takes its own listener away where another protocol begins, and an error without one ends the process.
  socket.on('error', () => {});

  const tell = (line: RequestLog): void => tellApp(log && (() => log(line)));

  const takeNoMore = (): void => {
    if (closed) return;
    closed = true;
    onFree(false);
    // Node makes a request and a response for each request in one read of the socket. The server drops these requests
    // and their bodies.
    const { parser } = socket as { parser?: { onIncoming?: unknown } | null };
    if (parser?.onIncoming)
      parser.onIncoming = (dropped: { _dumped: boolean }) => {
        dropped._dumped = true;
        return 0;
      };
  };

  const next = (): void => {
    const first = waiting.shift();
    if (first === undefined) {
      rest();
      return;
    }
    current = first.turn;
    bytesAtStart = first.at;
    startedAt = performance.now();
    current.outgoing.once('close', done);
    current.begin();
  };

  const done = (): void => {
    const incoming = current?.incoming;
    current = undefined;
    bytesAtStart = socket.bytesRead;
    if (socket.destroyed) return;
    if (incoming?.complete === false) unread.drop(incoming);
    next();
  };

  const rest = (): void => {
    if (lastWords !== undefined) {
      end(lastWords);
      return;
    }
    freeSince = performance.now();
    bytesWhenFree = socket.bytesRead;
    heardAt = undefined;
    onFree(true);
  };

  const end = (words?: Buffer): void => {
    takeNoMore();
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    socket.once('end', () => socket.destroy());
    if (words === undefined) socket.end();
    else socket.end(words);
    unread.drop();
  };

  // Node calls it after the last answer. It would destroy the connection with the answer still on its way.
  const destroySoon = socket.destroySoon.bind(socket);
  socket.destroySoon = () => {
    if (socket.destroyed) return;
    if (closed || current?.incoming.complete === false || unread.isDropped()) end();
    else destroySoon();
  };

  /** Ends without an answer, because an answer has begun, or because its reader does not read. */
  const cutOff = (): void => {
    const { line } = refuseRequest(
      {
        failure: new Failure(catalogue.REQUEST_TIMEOUT),
        ...{ time: webPlatform.now(), durationMs: performance.now() - startedAt },
        ...{ method: current?.incoming.method, headers: current?.incoming.headers ?? {} },
      },
      webPlatform,
    );
    tell(line);
    nodeReset(socket);
  };

  const timeOut = (): void => {
    if (current?.outgoing.headersSent) cutOff();
    else refuse(new Failure(catalogue.REQUEST_TIMEOUT));
  };

  const refuse = (failure: Failure): void => {
    if (lastWords !== undefined || socket.destroyed) return;
    takeNoMore();
    const { answer, line } = refuseRequest({ failure, time: webPlatform.now() }, webPlatform);
    tell(line);
    lastWords = bytesOf(answer, new Date(webPlatform.now()).toUTCString());
    // The earlier requests are complete, and the server answers them first.
    const isAnswering = current !== undefined && current.incoming.complete;
    if (current === undefined || (!isAnswering && !current.outgoing.headersSent)) end(lastWords);
    else if (!isAnswering) socket.destroy();
  };

  const lookForSilence = (now: number): void => {
    if (current !== undefined) {
      if (!current.incoming.complete && now - startedAt > limits.requestMs) timeOut();
      return;
    }
    if (heardAt === undefined && socket.bytesRead > bytesWhenFree) heardAt = now;
    if (heardAt !== undefined) {
      if (now - heardAt > limits.headersMs) timeOut();
      return;
    }
    // A new connection gets as much time as one that begins a request.
    const patienceMs = bytesWhenFree === 0 ? limits.headersMs : limits.keepAliveMs + LATE_MS;
    if (now - freeSince > patienceMs) socket.destroy();
  };

  return {
    ...{ socket, address },
    unfinished: () =>
      current === undefined || closed || (current.incoming.complete && waiting.length === 0)
        ? undefined
        : { bytes: socket.bytesRead - bytesAtStart, since: startedAt },
    shed(failure) {
      // Their client hears why behind the answer that is under way.
      for (const { turn } of waiting.splice(0)) turn.incoming.resume();
      refuse(failure);
    },
    take(turn) {
      if (closed) return;
      onFree(false);
      let failure = refusalOf(turn.incoming, limits) ?? turn.failure;
      // The running request does not count among those that wait.
      if (waiting.length >= limits.maxPipelined)
        failure = new Failure(catalogue.RATE_LIMITED, { retryAfterMs: 1000 });
      if (failure) takeNoMore();
      // HTTP/1.0 knows no `Host`, and a `URL` needs one.
      else turn.incoming.headers.host ??= 'localhost';
      gatherPieces(turn.incoming, () => {
        if (!failure) refuse(new Failure(catalogue.BAD_REQUEST));
      });
      waiting.push({
        turn: failure ? refusalTurn(failure, turn, tell) : turn,
        at: current === undefined ? bytesAtStart : socket.bytesRead,
      });
      if (current === undefined) next();
    },
    refuse,
    look(now) {
      if (socket.destroyed) return;
      if (handed !== undefined) {
        if (socket.bytesWritten > handed.written || now - handed.at < limits.headersMs) return;
        handed = undefined;
        refuse(new Failure(catalogue.NOT_IMPLEMENTED));
      }
      unread.look(now);
      if (closed && current === undefined) return;
      const seen = nextReader(reader, { now, ...nodeWriteProgress(socket) }, limits);
      if (seen === 'deaf') {
        cutOff();
        return;
      }
      reader = seen;
      lookForSilence(now);
    },
    hand() {
      handed = { at: performance.now(), written: socket.bytesWritten };
      onFree(false);
    },
  };
}
