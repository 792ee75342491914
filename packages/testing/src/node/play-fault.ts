import { type IncomingMessage, request as requestUpstream, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Platform, sleep } from '@holdfast/core/parts';
import { cutBody } from '../scenario/cut-body.ts';
import {
  answerAfter,
  answerInstead,
  type FaultAnswer,
  isUnsent,
} from '../scenario/fault-answers.ts';
import { NO_FAULT, type RequestFault } from '../scenario/fault-of.ts';
import { addressAt } from './target-origin.ts';
import { withoutConnection } from './without-connection.ts';

const STREAM = /^(text\/event-stream|application\/x-ndjson)/;

interface FaultyExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: string;
  readonly platform: Pick<Platform, 'schedule'>;
  readonly fault: RequestFault | undefined;
}

/** Plays one fault on one request. To the client, an unreachable server looks like a cut line. */
export function playFault({ fault = NO_FAULT, ...exchange }: FaultyExchange): void {
  play({ ...exchange, fault }).catch(() => cut(exchange.request));
}

async function play(exchange: FaultyExchange & { readonly fault: RequestFault }): Promise<void> {
  const { request, response, target, platform, fault } = exchange;
  if (fault.kind === 'offline' || fault.kind === 'refused') return cut(request);
  if (fault.delayMs > 0) await sleep(platform, fault.delayMs);
  const instead = answerInstead(fault);
  if (!instead && !isUnsent(fault)) {
    const answer = await ask(exchange, target);
    if (fault.slowMs > 0) await sleep(platform, fault.slowMs);
    return passOn(exchange, answer);
  }
  // A client that is still sending might not read an early answer.
  await buffer(request);
  if (instead) give(response, instead);
  else cut(request);
}

/** Sends the request on and resolves when the head of the answer is there. */
function ask({ request, response }: FaultyExchange, target: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const upstream = requestUpstream(addressAt(target, request.url), {
      method: request.method,
      headers: withoutConnection(request.rawHeaders),
      agent: false,
    });
    upstream.on('error', reject);
    upstream.on('response', resolve);
    response.on('close', () => upstream.destroy());
    pipeline(request, upstream).catch(reject);
  });
}

async function passOn(
  { request, response, fault }: FaultyExchange & { readonly fault: RequestFault },
  answer: IncomingMessage,
): Promise<void> {
  const { statusCode: status = 500, statusMessage, rawHeaders } = answer;
  const after = answerAfter(fault, { status, headers: {} });
  if (after) {
    answer.resume();
    return give(response, after);
  }
  const isShort = fault.kind === 'truncated';
  const isCut = fault.kind === 'cut-answer';
  const isWhole = !STREAM.test(answer.headers['content-type'] ?? '');
  if (isCut && isWhole) {
    // The server has done the work when its answer is whole.
    await buffer(answer);
    return cut(request);
  }
  response.writeHead(
    status,
    statusMessage,
    withoutConnection(rawHeaders, isShort ? 'content-length' : undefined),
  );
  if (isShort && isWhole) {
    const body = await buffer(answer);
    response.end(body.subarray(0, body.length >> 1));
    return;
  }
  // A stream of events may stay silent long after its head.
  response.flushHeaders();
  const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
  await pipeline(isShort || isCut ? cutBody(body, fault) : answer, response);
}

function give(response: ServerResponse, { status, headers, body }: FaultAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

/**
 * Resets the connection. Firefox repeats a GET by itself when it has got no byte, so the proxy sends the first
 * letters of an answer.
 */
function cut({ socket }: IncomingMessage): void {
  if (!socket.writable) return void socket.destroy();
  socket.write('HTTP/1.1 ', () => socket.resetAndDestroy());
}
