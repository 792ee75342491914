import type { Transport } from '@holdfast/core';
import type { Answer, OpenAnswer, TransportRequest } from '@holdfast/core/parts';
import { jsonAnswer } from './scripted-transport.ts';

type Refusal = Answer | Error;

/** A server with one stream, controlled by a test. It speaks NDJSON and keeps every event in its log. */
export interface ScriptedStream extends Transport {
  open(request: TransportRequest): Promise<OpenAnswer>;
  /** The requests so far. */
  readonly requests: readonly TransportRequest[];
  /** How many bodies are open. */
  readers(): number;
  /** Writes events to the log and sends them to every reader. The server numbers them. */
  tell(...events: readonly object[]): void;
  /** Sends a piece of text. The server computes the offset. */
  write(text: string): void;
  done(): void;
  /** Sends bytes outside of the log: a heartbeat, or invalid bytes. */
  sendRaw(text: string): void;
  /** Ends every body, or breaks it with an error. */
  cut(error?: Error): void;
  /** Answers the next request with this answer. */
  refuseNext(...refusals: readonly Refusal[]): void;
  /** Leaves the next request unanswered until the returned function is called. */
  holdNext(): () => void;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export function scriptedStream(): ScriptedStream {
  const requests: TransportRequest[] = [];
  const log: string[] = [];
  const bodies = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const refusals: Refusal[] = [];
  let held: Promise<void> | undefined;
  let offset = 0;

  const sendRaw = (text: string): void => {
    for (const body of bodies) body.enqueue(encode(text));
  };
  const tell = (...events: readonly object[]): void => {
    for (const event of events) {
      const line = `${JSON.stringify({ seq: log.length + 1, ...event })}\n`;
      log.push(line);
      sendRaw(line);
    }
  };
  const cut = (error?: Error): void => {
    for (const body of bodies) {
      if (error) body.error(error);
      else body.close();
    }
    bodies.clear();
  };
  const arrive = async (request: TransportRequest): Promise<Answer | undefined> => {
    requests.push(request);
    const wait = held;
    held = undefined;
    await wait;
    const refusal = refusals.shift();
    if (refusal instanceof Error) throw refusal;
    return refusal;
  };

  return {
    requests,
    readers: () => bodies.size,
    tell,
    sendRaw,
    cut,
    write(text) {
      tell({ type: 'delta', offset, text });
      offset += encode(text).length;
    },
    done: () => tell({ type: 'done', offset }),
    refuseNext: (...next) => void refusals.push(...next),
    holdNext() {
      let release!: () => void;
      held = new Promise((resolve) => (release = resolve));
      return () => release();
    },
    async send(request) {
      const refused = await arrive(request);
      if (refused) return refused;
      tell({ type: 'interrupted', offset, reason: 'cancelled' });
      return jsonAnswer(undefined, 204);
    },
    async open(request) {
      const refused = await arrive(request);
      const after = Number(new URL(request.url, 'http://localhost').searchParams.get('after') ?? 0);
      let own: ReadableStreamDefaultController<Uint8Array>;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          own = controller;
          if (refused) {
            controller.enqueue(refused.body);
            controller.close();
            return;
          }
          bodies.add(controller);
          for (const line of log.slice(after)) controller.enqueue(encode(line));
        },
        cancel: () => void bodies.delete(own),
      });
      if (refused) return { ...refused, body };
      const headers = {
        'content-type': 'application/x-ndjson; charset=utf-8',
        location: '/streams/s1',
      };
      return { status: 200, headers, url: 'http://localhost/tell', redirected: false, body };
    },
  };
}
