// Code of a server that has neither Hono nor Kysely nor pino. It has Node's types and none of pages.
import { createIdempotency, memoryStore, requireSameOrigin } from '@holdfast/server';
import * as threats from '@holdfast/server/threats';
import { createFiles } from '@holdfast/server/files';
import { limitConnections, stopOnSignals } from '@holdfast/server/node';

const idempotent = createIdempotency({ store: memoryStore() });

export async function answer(request: Request): Promise<Response> {
  requireSameOrigin(request);
  return idempotent(request, {
    owner: 'ann',
    work: async () => new Response('{}', { status: 201 }),
  });
}
export const more = { createFiles, limitConnections, stopOnSignals, threats };
