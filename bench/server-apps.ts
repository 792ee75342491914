import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createIdempotency,
  createRateLimiter,
  memoryLimitStore,
  memoryStore,
} from '@holdfast/server';
import type { IdempotencyStore, RateLimitStore } from '@holdfast/server/parts';
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
import { postgresDialect } from '@holdfast/server/postgres';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Hono } from 'hono';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import * as z from 'zod';
import { createPostgresDatabase } from '../scripts/postgres-database.ts';
import { DATABASE_URL_VARIABLE } from '../scripts/postgres.ts';

/** Writes and reads one row by its id, and reads all rows of an owner. */
export interface Notes<TTransaction> {
  find(id: string): Promise<string | undefined>;
  list(owner: string): Promise<readonly Note[]>;
  save(note: Note, transaction?: TTransaction): Promise<void>;
}

export interface Note {
  readonly id: string;
  readonly owner: string;
  readonly text: string;
}

export interface Backend<TTransaction> {
  readonly notes: Notes<TTransaction>;
  readonly keys: IdempotencyStore<TTransaction>;
  readonly limits: RateLimitStore;
}

export async function memoryBackend() {
  const all = new Map<string, Note>();
  const notes: Notes<object> = {
    find: async (id) => all.get(id)?.text,
    list: async (owner) => [...all.values()].filter((note) => note.owner === owner),
    save: async (note) => void all.set(note.id, note),
  };
  return { notes, keys: memoryStore(), limits: memoryLimitStore() };
}

interface Tables {
  readonly notes: Note;
}

/**
 * A database file of its own, synced on every commit as in production. One process keeps its limits in
 * memory.
 */
export async function sqliteBackend() {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'holdfast-bench-')), 'notes.sqlite');
  const backend = await sqlBackend(new Kysely<Tables>({ dialect: sqliteDialect(file) }));
  return { ...backend, limits: memoryLimitStore() };
}

/** A database of its own on the PostgreSQL that the environment names. */
export async function postgresBackend() {
  const { url } = await createPostgresDatabase(process.env[DATABASE_URL_VARIABLE] ?? '');
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  return sqlBackend(new Kysely<Tables>({ dialect: postgresDialect(pool) }));
}

async function sqlBackend(database: Kysely<Tables>) {
  await createIdempotencyTables(database);
  await createLimitTable(database);
  await sql`create table notes (id text primary key, owner text not null, text text not null)`.execute(
    database,
  );
  await sql`create index notes_owner on notes (owner)`.execute(database);
  const notes: Notes<Kysely<Tables>> = {
    async find(id) {
      const row = await database
        .selectFrom('notes')
        .select('text')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.text;
    },
    list: (owner) => database.selectFrom('notes').selectAll().where('owner', '=', owner).execute(),
    async save(note, transaction = database) {
      await transaction
        .insertInto('notes')
        .values(note)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ text: note.text }))
        .execute();
    },
  };
  return { notes, keys: sqlStore(database), limits: sqlLimitStore(database) };
}

/** The same routes with nothing around them. */
export function bareApp<TTransaction>({ notes }: Pick<Backend<TTransaction>, 'notes'>): Hono {
  const app = new Hono();
  app.get('/notes/:id', async (c) => {
    const text = await notes.find(c.req.param('id'));
    return text === undefined ? c.notFound() : c.json({ text });
  });
  app.get('/notes', async (c) => c.json(await notes.list(c.req.header('x-user') ?? '')));
  app.put('/notes/:id', async (c) => {
    const { text } = await c.req.json<{ text: string }>();
    await notes.save({ id: c.req.param('id'), owner: c.req.header('x-user') ?? '', text });
    return c.json({ text });
  });
  return app;
}

/** The whole stack around routes, as in Fireside. */
export function wholeApp<TTransaction>(
  { notes, keys, limits }: Backend<TTransaction>,
  most: { readonly address: number; readonly user: number } = { address: 100, user: 60 },
): Hono {
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
  app.use(
    rateLimit({ limiter: limiter('address', most.address), by: (c) => c.req.header('x-address') }),
  );
  app.use(rateLimit({ limiter: limiter('user', most.user), by: (c) => c.req.header('x-user') }));
  app.get(
    '/notes/:id',
    validated({ params }, async (input, c) => {
      const text = await notes.find(input.params.id);
      return text === undefined ? c.notFound() : c.json({ text });
    }),
  );
  app.get('/notes', async (c) => c.json(await notes.list(c.req.header('x-user') ?? '')));
  app.put(
    '/notes/:id',
    validated({ params, body }, (input, c) => {
      const owner = c.req.header('x-user') ?? '';
      return idempotent(c.req.raw, {
        owner,
        async work(transaction) {
          await notes.save({ ...input.params, owner, ...input.body }, transaction);
          return Response.json(input.body);
        },
      });
    }),
  );
  return app;
}
