import { createRateLimiter, memoryLimitStore, USER_LIMIT } from '@holdfast/server';
import type { RateLimitStore } from '@holdfast/server/parts';
import type { Hono } from 'hono';
import { bareApp, memoryBackend, postgresBackend, sqliteBackend, wholeApp } from './server-apps.ts';

type Contestant = () => Promise<() => Promise<unknown>>;

// As many clients as the limits allow, so that the bench measures work and not refusals.
const CLIENTS = 1000;
// A page that opens asks for several things one after the other.
const IN_A_ROW = 10;

const reads = async (app: Hono): Promise<() => Promise<unknown>> => {
  const ask = requests(app);
  await ask('PUT');
  return () => ask('GET');
};
const writes = async (app: Hono): Promise<() => Promise<unknown>> => {
  const ask = requests(app);
  return () => ask('PUT');
};

function requests(app: Hono) {
  let count = 0;
  return async (method: 'GET' | 'PUT'): Promise<void> => {
    count += 1;
    const client = String(Math.floor(count / IN_A_ROW) % CLIENTS);
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': `"key-${count}"`,
      'x-address': client,
      'x-user': client,
    };
    // The text differs each time, because SQLite syncs nothing when nothing changes.
    const body = method === 'PUT' ? `{"text":"She counts ${count} ships."}` : null;
    const answer = await app.request('/notes/1', { method, headers, body });
    if (answer.status !== 200) throw new Error(`${method} was answered ${answer.status}`);
    await answer.text();
  };
}

const decisions = (store: RateLimitStore): (() => Promise<unknown>) => {
  const limiter = createRateLimiter({ store, limit: USER_LIMIT });
  let count = 0;
  return () => limiter(String(Math.floor((count += 1) / IN_A_ROW) % CLIENTS));
};

const backends = { memory: memoryBackend, SQLite: sqliteBackend, PostgreSQL: postgresBackend };

/** The work of both sides of a comparison, on one kind of store. */
function pairs(where: keyof typeof backends): Record<string, Contestant> {
  const open = backends[where] as typeof sqliteBackend;
  return {
    [`bare: read, ${where}`]: async () => reads(bareApp(await open())),
    [`ours: read, ${where}`]: async () => reads(wholeApp(await open())),
    [`bare: write, ${where}`]: async () => writes(bareApp(await open())),
    [`ours: write, ${where}`]: async () => writes(wholeApp(await open())),
  };
}

/** Writes one row for each decision, as every limiter with shared counts must at least. */
function writer({ notes }: Awaited<ReturnType<typeof sqliteBackend>>): () => Promise<unknown> {
  let count = 0;
  return () => notes.save({ id: '1', owner: '', text: String((count += 1)) });
}

/** Every contestant by name. */
export const contestants: Readonly<Record<string, Contestant>> = {
  ...pairs('memory'),
  ...pairs('SQLite'),
  ...pairs('PostgreSQL'),
  'bare: decision, memory': async () => {
    // A counter per client that forgets nothing: the least work of any limiter.
    const counts = new Map<string, number>();
    let count = 0;
    return async () => {
      const key = String((count += 1) % CLIENTS);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    };
  },
  'ours: decision, memory': async () => decisions(memoryLimitStore()),
  'bare: decision, PostgreSQL': async () => writer(await postgresBackend()),
  'ours: decision, PostgreSQL': async () => decisions((await postgresBackend()).limits),
};
