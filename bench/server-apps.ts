import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createIdempotency,
  createRateLimiter,
  type IdempotencyStore,
  memoryLimitStore,
  memoryStore,
  type RateLimitStore,
} from '@holdfast/server';
import {
  answerNotFound,
  answerProblem,
  cors,
  rateLimit,
  requestScope,
  sameOrigin,
  validated,
} from '@holdfast/server/hono';
import { createPinoLog } from '@holdfast/server/pino';
import {
  createIdempotencyTables,
  createLimitTable,
  sqlLimitStore,
  sqlStore,
} from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Hono } from 'hono';
import { Kysely, sql } from 'kysely';
import * as z from 'zod';

/** One row in and out, by its id. */
export interface Notes<TTransaction> {
  find(id: string): Promise<string | undefined>;
  save(id: string, text: string, transaction?: TTransaction): Promise<void>;
}

export interface Backend<TTransaction> {
  readonly notes: Notes<TTransaction>;
  readonly keys: IdempotencyStore<TTransaction>;
  readonly limits: RateLimitStore;
}

export async function memoryBackend() {
  const texts = new Map<string, string>();
  const notes: Notes<object> = {
    find: async (id) => texts.get(id),
    save: async (id, text) => void texts.set(id, text),
  };
  return { notes, keys: memoryStore(), limits: memoryLimitStore() };
}

interface Tables {
  readonly notes: { readonly id: string; readonly text: string };
}

/** A file of its own, synced on every commit as in production. */
export async function sqliteBackend() {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'holdfast-bench-')), 'notes.sqlite');
  const database = new Kysely<Tables>({ dialect: sqliteDialect(file) });
  await createIdempotencyTables(database);
  await createLimitTable(database);
  await sql`create table notes (id text primary key, text text not null) strict`.execute(database);
  const notes: Notes<Kysely<Tables>> = {
    async find(id) {
      const row = await database
        .selectFrom('notes')
        .select('text')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.text;
    },
    async save(id, text, transaction = database) {
      await transaction
        .insertInto('notes')
        .values({ id, text })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ text }))
        .execute();
    },
  };
  return { notes, keys: sqlStore(database), limits: sqlLimitStore(database) };
}

/** The same two routes without anything around them. */
export function bareApp<TTransaction>({ notes }: Pick<Backend<TTransaction>, 'notes'>): Hono {
  const app = new Hono();
  app.get('/notes/:id', async (c) => {
    const text = await notes.find(c.req.param('id'));
    return text === undefined ? c.notFound() : c.json({ text });
  });
  app.put('/notes/:id', async (c) => {
    const { text } = await c.req.json<{ text: string }>();
    await notes.save(c.req.param('id'), text);
    return c.json({ text });
  });
  return app;
}

/** Everything a server of ours has around its routes, as Fireside does. */
export function wholeApp<TTransaction>({ notes, keys, limits }: Backend<TTransaction>): Hono {
  const { request: log } = createPinoLog({ destination: { write: () => {} } });
  const idempotent = createIdempotency({ store: keys });
  const limiter = (name: string, limit: number) =>
    createRateLimiter({ store: limits, limit: { name, limit, windowMs: 60_000 } });
  const params = z.strictObject({ id: z.string().max(64) });
  const body = z.strictObject({ text: z.string().max(1000) });

  const app = new Hono();
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(requestScope({ log }));
  app.use(cors({ allowedOrigins: ['https://app.example'] }));
  app.use(sameOrigin());
  app.use(rateLimit({ limiter: limiter('address', 100), by: (c) => c.req.header('x-address') }));
  app.use(rateLimit({ limiter: limiter('user', 60), by: (c) => c.req.header('x-user') }));
  app.get(
    '/notes/:id',
    validated({ params }, async (input, c) => {
      const text = await notes.find(input.params.id);
      return text === undefined ? c.notFound() : c.json({ text });
    }),
  );
  app.put(
    '/notes/:id',
    validated({ params, body }, (input, c) =>
      idempotent(c.req.raw, {
        subject: c.req.header('x-user') ?? '',
        async work(transaction) {
          await notes.save(input.params.id, input.body.text, transaction);
          return Response.json(input.body);
        },
      }),
    ),
  );
  return app;
}
