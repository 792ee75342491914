import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { serveLoopback } from '@holdfast/testing/node';
import type { ReceiverMood } from '../relay-sink.contract.ts';

export interface Message {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The answer to a message: a status with headers, or a fault of the connection. */
export type Behaviour =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'cuts before'
  | 'cuts after'
  | 'is silent'
  | 'cuts the answer';

export interface HttpReceiver {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly messages: Message[];
  behave(behaviour: Behaviour | ((message: Message) => Behaviour)): void;
  readUpTo(count: number): Promise<void>;
  close(): Promise<void>;
}

/** The statuses with which a usual receiver shows each mood. */
export const STATUS_OF_MOOD = {
  takes: { status: 200 },
  'is overloaded': { status: 503, headers: { 'retry-after': '7' } },
  'refuses the secret': { status: 403 },
  'refuses the message': { status: 400 },
  'cuts before': 'cuts before',
  'cuts after': 'cuts after',
  'is silent': 'is silent',
} satisfies Record<ReceiverMood, Behaviour>;

/** A receiver on a real socket. */
export async function startReceiver(): Promise<HttpReceiver> {
  let behaviour: Parameters<HttpReceiver['behave']>[0] = { status: 200 };
  let messages: Message[] = [];
  const waiting = new EventTarget();
  const { server, url, close } = await serveLoopback(async (request, response) => {
    const body = await text(request);
    const message = { path: request.url ?? '', headers: request.headers, body };
    messages.push(message);
    waiting.dispatchEvent(new Event('message'));
    const now = typeof behaviour === 'function' ? behaviour(message) : behaviour;
    if (now === 'is silent') return;
    if (typeof now === 'string') {
      if (now === 'cuts the answer') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        await new Promise((resolve) => setImmediate(resolve));
      }
      request.socket.destroy();
      return;
    }
    response.writeHead(now.status, now.headers).end(now.body ?? 'ok');
  });
  server.on('connection', (socket) => {
    if (behaviour === 'cuts before') socket.destroy();
  });
  return {
    url,
    close,
    get messages() {
      return messages;
    },
    behave(next) {
      behaviour = next;
      messages = [];
    },
    async readUpTo(count) {
      while (messages.length < count) {
        // oxlint-disable-next-line no-await-in-loop
        await once(waiting, 'message');
      }
    },
  };
}
