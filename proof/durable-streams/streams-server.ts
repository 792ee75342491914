// A server of durable streams on a free port, whose address it prints: on the store at the address that it is given.
import { createCors } from '@holdfast/server';
import { listen } from '@holdfast/server/adapters';
import { createDurableStreams, DURABLE_STREAM_FIELDS } from '@holdfast/server/durable-streams';
import { openStore } from './open-store.ts';
import { answerStories } from './stories.ts';

const streams = createDurableStreams({
  store: await openStore(process.argv[2]),
  longPollMs: 500,
  // The suite appends 10 MiB at once.
  maxBodyBytes: 16 * 1024 * 1024,
});
const cors = createCors({ allowedOrigins: ['https://example.com'], ...DURABLE_STREAM_FIELDS });

const { url } = await listen({
  fetch: async (request) =>
    cors.preflight(request) ?? (await answerStories(request)) ?? streams(request),
  port: 0,
});
console.log(url);
