import { type LoopbackServer, serveLoopback } from '@holdfast/testing/node';
import { createMailbox, type Mailbox } from './mailbox.ts';
import type { Message } from './messages.ts';
import type { Stop } from './plan-trial.ts';

/** The side channel between the proof and its pages. No fault of the proof touches it. */
export interface Control extends Pick<LoopbackServer, 'url' | 'close'> {
  /** The messages of one life of a trial. The earlier life gets no more messages. */
  open(trial: string, life: Life): Mailbox<Message>;
  /** From now on, no context of this life stops. */
  hush(trial: string): void;
}

export interface Life {
  readonly hears: (message: Message) => void;
  /** Where a context of this life stops. */
  readonly stop: Stop | undefined;
}

/** Messages that only inform. The sender does not wait for a reply to them. */
const NEWS: ReadonlySet<string> = new Set(['called', 'acknowledged', 'refused', 'broken']);

export async function serveControl(): Promise<Control> {
  const boxes = new Map<string, { readonly box: Mailbox<Message>; readonly life: Life }>();
  const { url, close } = await serveLoopback(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const { trial, ...message } = JSON.parse(body) as Message & { readonly trial: string };
    const reply = (answer: unknown = {}): void => {
      response.writeHead(200, { 'access-control-allow-origin': '*' });
      response.end(JSON.stringify(answer));
    };
    const found = boxes.get(trial);
    // A worker of an earlier trial may still be alive.
    if (!found) return reply();
    found.life.hears(message);
    if (message.type === 'stop') reply(found.life.stop);
    else if (NEWS.has(message.type)) reply();
    else found.box.put({ message, reply });
  });
  return {
    ...{ url, close },
    hush(trial) {
      const found = boxes.get(trial);
      if (found) boxes.set(trial, { ...found, life: { ...found.life, stop: undefined } });
    },
    open(trial, life) {
      const box = createMailbox<Message>();
      boxes.set(trial, { box, life });
      return box;
    },
  };
}
