import { setTimeout as pause } from 'node:timers/promises';
import { createStreamServer, memoryStreamLog } from '@holdfast/server';
import { createDurableStreams, streamLogReads } from '@holdfast/server/durable-streams';

const OWNER = 'mara';
const WORDS = ['Once', ' upon', ' a', ' time'];

const log = memoryStreamLog();
const server = createStreamServer({ log });
const read = createDurableStreams({
  store: streamLogReads(log),
  nameOf: ({ pathname }) => pathname.replace('/stories', OWNER),
});

/** Tells a story as an event stream of ours, and gives it to readers of the open protocol at its address. */
export async function answerStories(request: Request): Promise<Response | undefined> {
  if (!new URL(request.url).pathname.startsWith('/stories')) return undefined;
  if (request.method !== 'POST') return read(request);
  return server.start(request, {
    owner: OWNER,
    async *generate() {
      for (const text of WORDS) {
        await pause(50);
        yield { type: 'delta', text };
      }
    },
  });
}
