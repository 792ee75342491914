import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely, sql, type Transaction } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdempotency } from '../idempotency/create-idempotency.ts';
import { idempotencyStoreContract } from '../idempotency/idempotency-store.contract.ts';
import { largeAnswersContract } from '../idempotency/large-answers.contract.ts';
import { createIdempotencyTables } from '../sql/idempotency-tables.ts';
import { sqlStore } from '../sql/sql-store.ts';
import { transact } from '../sql/transact.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

interface Tables {
  readonly effects: { readonly label: string };
}

async function openFile(file: string): Promise<Kysely<Tables>> {
  const database = new Kysely<Tables>({ dialect: sqliteDialect(file, { busyTimeoutMs: 50 }) });
  await createIdempotencyTables(database);
  await sql`create table if not exists effects (label text not null) strict`.execute(database);
  return database;
}

const addEffect = async (transaction: Transaction<Tables>): Promise<void> => {
  await transaction.insertInto('effects').values({ label: 'done' }).execute();
};

const countEffects = async (database: Kysely<Tables>): Promise<number> =>
  (await database.selectFrom('effects').selectAll().execute()).length;

const pragma = async (database: Kysely<Tables>, name: string): Promise<unknown> => {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(database);
  return Object.values(rows[0] ?? {})[0];
};

const request = (key: string): Request =>
  new Request('http://test/notes', {
    method: 'POST',
    body: '{"text":"hi"}',
    headers: { 'idempotency-key': key },
  });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function openStore() {
  const database = await openFile(path.join(folder, 'contract.sqlite'));
  return {
    store: sqlStore(database),
    effect: addEffect,
    effects: () => countEffects(database),
    close: () => database.destroy(),
  };
}

idempotencyStoreContract('SQLite', openStore);
largeAnswersContract('SQLite', openStore);

describe('SQLite', () => {
  let database: Kysely<Tables>;
  beforeEach(async () => {
    database = await openFile(path.join(folder, 'test.sqlite'));
  });
  afterEach(() => database.destroy());

  it('writes ahead, syncs every commit, holds foreign keys and never waits inside of SQLite', async () => {
    expect(await pragma(database, 'journal_mode')).toBe('wal');
    expect(await pragma(database, 'synchronous')).toBe(2);
    expect(await pragma(database, 'foreign_keys')).toBe(1);
    expect(await pragma(database, 'busy_timeout')).toBe(0);
  });

  it('gives fifty requests with one key one effect and one answer', async () => {
    const idempotent = createIdempotency({ store: sqlStore(database) });
    const othersRefused = Promise.withResolvers<void>();
    const codes: string[] = [];
    const work = async (transaction: Transaction<Tables>): Promise<Response> => {
      await addEffect(transaction);
      await othersRefused.promise;
      return Response.json({ id: 'n1' }, { status: 201 });
    };
    const ask = (): Promise<Response> => idempotent(request('k1'), { owner: 'mara', work });

    const crowd = Array.from({ length: 50 }, () =>
      ask().catch((error: { code: string }) => {
        if (codes.push(error.code) === 49) othersRefused.resolve();
      }),
    );
    const [first] = (await Promise.all(crowd)).filter((told) => told instanceof Response);
    const later = await ask();

    expect(await countEffects(database)).toBe(1);
    expect(new Set(codes)).toEqual(new Set(['IDEMPOTENCY_IN_PROGRESS']));
    expect(first?.headers.has('idempotency-replayed')).toBe(false);
    expect(later.headers.get('idempotency-replayed')).toBe('true');
    expect(await later.text()).toBe(await first?.text());
  });

  it('runs requests with different keys all the same', async () => {
    const idempotent = createIdempotency({ store: sqlStore(database) });
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        idempotent(request(`k${index}`), {
          owner: 'mara',
          work: async (transaction) => {
            await addEffect(transaction);
            return Response.json({});
          },
        }),
      ),
    );
    expect(await countEffects(database)).toBe(50);
  });

  it('shares a file with another process: the later one finds the answers of the earlier one', async () => {
    const other = await openFile(path.join(folder, 'test.sqlite'));
    const key = { scope: 'mara', key: 'k1' };
    const record = {
      fingerprint: 'f',
      finishedAt: 1,
      answer: { status: 200, headers: {}, body: null },
    };
    await sqlStore(other).withKey(key, (held) => held.finish(record));
    const holding = await sqlStore(database).withKey(key, async (held) => held.record);
    expect(holding).toEqual({ kind: 'done', value: record });
    await other.destroy();
  });

  it('says by name, with nothing done, that another process holds the file too long', async () => {
    const other = await openFile(path.join(folder, 'test.sqlite'));
    await transact(other, async (transaction) => {
      await addEffect(transaction);
      const refused = transact(database, addEffect, { maxAttempts: 2, backoff: () => 1 });
      await expect(refused).rejects.toMatchObject({
        code: 'TRANSACTION_TIMEOUT',
        effect: 'none',
        status: 503,
      });
    });
    expect(await countEffects(database)).toBe(1);
    await other.destroy();
  });

  it('tries again until another process has let go of the file', async () => {
    const other = await openFile(path.join(folder, 'test.sqlite'));
    let waiting: Promise<void> | undefined;
    await transact(other, async (transaction) => {
      await addEffect(transaction);
      let tried!: () => void;
      const once = new Promise<void>((resolve) => (tried = resolve));
      waiting = transact(database, addEffect, {
        backoff: () => {
          tried();
          return 1;
        },
      });
      await once;
    });
    await waiting;
    expect(await countEffects(database)).toBe(2);
    await other.destroy();
  });

  it('lets no other write in between the read and the write of a transaction', async () => {
    const other = await openFile(path.join(folder, 'test.sqlite'));
    await transact(database, async (transaction) => {
      const seen = await transaction.selectFrom('effects').selectAll().execute();
      const meanwhile = transact(other, addEffect, { maxAttempts: 1 });
      await expect(meanwhile).rejects.toMatchObject({ code: 'TRANSACTION_TIMEOUT' });
      if (seen.length === 0) await addEffect(transaction);
    });
    expect(await countEffects(database)).toBe(1);
    await other.destroy();
  });
});
