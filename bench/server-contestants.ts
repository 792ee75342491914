import {
  createRateLimiter,
  memoryLimitStore,
  type RateLimitStore,
  USER_LIMIT,
} from '@holdfast/server';
import type { Hono } from 'hono';
import { bareApp, memoryBackend, sqliteBackend, wholeApp } from './server-apps.ts';

type Contestant = () => Promise<() => Promise<unknown>>;

// As many clients as keep everybody under their limits, so that it is work that is measured.
const CLIENTS = 1000;

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
    const client = String(count % CLIENTS);
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': `"key-${count}"`,
      'x-address': client,
      'x-user': client,
    };
    // Never the same text: SQLite syncs nothing when nothing changes.
    const body = method === 'PUT' ? `{"text":"She counts ${count} ships."}` : null;
    const answer = await app.request('/notes/1', { method, headers, body });
    if (answer.status !== 200) throw new Error(`${method} was answered ${answer.status}`);
    await answer.text();
  };
}

const decisions = (store: RateLimitStore): (() => Promise<unknown>) => {
  const limiter = createRateLimiter({ store, limit: USER_LIMIT });
  let count = 0;
  return () => limiter(String((count += 1) % CLIENTS));
};

/** Everything measured, by name. */
export const contestants: Readonly<Record<string, Contestant>> = {
  'bare: read, memory': async () => reads(bareApp(await memoryBackend())),
  'ours: read, memory': async () => reads(wholeApp(await memoryBackend())),
  'bare: write, memory': async () => writes(bareApp(await memoryBackend())),
  'ours: write, memory': async () => writes(wholeApp(await memoryBackend())),
  'bare: read, SQLite': async () => reads(bareApp(await sqliteBackend())),
  'ours: read, SQLite': async () => {
    // One process: its limits are in its memory, as in Fireside.
    return reads(wholeApp({ ...(await sqliteBackend()), limits: memoryLimitStore() }));
  },
  'bare: write, SQLite': async () => writes(bareApp(await sqliteBackend())),
  'ours: write, SQLite': async () => {
    return writes(wholeApp({ ...(await sqliteBackend()), limits: memoryLimitStore() }));
  },
  'bare: decision, memory': async () => {
    // A counter per client that forgets nothing: what any limiter has to do at the least.
    const counts = new Map<string, number>();
    let count = 0;
    return async () => {
      const key = String((count += 1) % CLIENTS);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    };
  },
  'ours: decision, memory': async () => decisions(memoryLimitStore()),
  'bare: decision, SQLite': async () => {
    const { notes } = await sqliteBackend();
    let count = 0;
    return () => notes.save('1', String((count += 1)));
  },
  'ours: decision, SQLite': async () => decisions((await sqliteBackend()).limits),
};
