// The server of the proof, as a process. It appends notes with ids of its own, once per key. Its arguments
// are its database file, the seed of its own troubles, and whether it has troubles.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createIdempotency, readJson } from '@holdfast/server';
import { answerNotFound, answerProblem } from '@holdfast/server/hono';
import { sqlStore, transact } from '@holdfast/server/sql';
import { createVirtualPlatform } from '@holdfast/testing';
import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import * as z from 'zod';
import { countArrivals } from './arrivals.ts';
import { type NotesTables, openNotes } from './notes-database.ts';
import { createTroubles } from './troubles.ts';

const [, , file = '', seed = '1', health = 'well'] = process.argv;
const database = await openNotes(file);
const idempotent = createIdempotency({ store: sqlStore(database), retryAfterMs: 40 });
const arrivals = countArrivals();
const nextTrouble = createTroubles(createVirtualPlatform({ seed: Number(seed) }).random);
const NewNote = z.object({ label: z.string() });

const append = async (transaction: Transaction<NotesTables>, label: string): Promise<Response> => {
  const note = await transaction
    .insertInto('notes')
    .values({ label })
    .returning(['id', 'label'])
    .executeTakeFirstOrThrow();
  return Response.json(note, { status: 201 });
};

const app = new Hono();
app.onError(answerProblem);
app.notFound(answerNotFound);

app.get('/arrivals', (c) => c.json(arrivals.read()));

app.use('/notes/*', async (c, next) => {
  arrivals.note(c.req.raw.headers);
  const trouble = health === 'ill' ? nextTrouble() : undefined;
  if (!trouble) return next();
  const { status, isAfterEffect, hintMs } = trouble;
  if (isAfterEffect) await next();
  c.res = new Response('trouble', {
    status,
    headers: hintMs === undefined ? {} : { 'retry-after-ms': String(hintMs) },
  });
});

app.get('/notes/:id', async (c) => {
  const note = await database
    .selectFrom('notes')
    .selectAll()
    .where('id', '=', Number(c.req.param('id')))
    .executeTakeFirst();
  if (!note) throw new Failure(catalogue.NOT_FOUND);
  return c.json(note);
});

app.post('/notes', async (c) => {
  const request = c.req.raw;
  const { label } = await readJson(request, NewNote);
  const work = (transaction: Transaction<NotesTables>) => append(transaction, label);
  return request.headers.has('idempotency-key')
    ? idempotent(request, { owner: 'crowd', work })
    : transact(database, work);
});

const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`Ready at http://127.0.0.1:${port}\n`);
});
