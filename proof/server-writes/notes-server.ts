// Appends notes under ids that it makes, and dies at the given point: `node notes-server.ts <database>
// [<point> <arrival> <share of a commit>]`
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIdempotency, readBytes, requestContext, toProblemResponse } from '@holdfast/server';
import { sqlStore } from '@holdfast/server/sql';
import { getRequestListener } from '@hono/node-server';
import { notesDialect, openNotes } from './notes-database.ts';
import { createReaper, onCommit } from './points-of-death.ts';

const [, , address = '', point = '', arrival = '0', delayShare = '0'] = process.argv;
const at = createReaper(point, Number(arrival), Number(delayShare));
const database = await openNotes(onCommit(notesDialect(address), () => at('commit')));
const idempotent = createIdempotency({ store: sqlStore(database) });

async function answer(request: Request): Promise<Response> {
  const response = await idempotent(request, {
    owner: 'mara',
    work: async (transaction) => {
      at('claim');
      const note = { id: randomUUID(), text: new TextDecoder().decode(await readBytes(request)) };
      await transaction.insertInto('notes').values(note).execute();
      at('work');
      return Response.json({ id: note.id }, { status: 201 });
    },
  });
  at('answer');
  return response;
}

const listener = getRequestListener((request) =>
  answer(request).catch((error: unknown) => toProblemResponse(error, requestContext(request))),
);
const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
