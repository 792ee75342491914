import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { transact } from '@holdfast/server/sql';
import { sqliteDialect, type SqliteOptions } from '@holdfast/server/sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface Tables {
  readonly notes: { readonly text: string };
}

const FULL = { code: 'DATABASE_FULL', status: 507, retry: 'later', effect: 'none' };
const READ_ONLY = { code: 'STORAGE_UNAVAILABLE', status: 507, retry: 'later', effect: 'none' };
const GONE = { code: 'DATABASE_UNREACHABLE', status: 503, retry: 'later', effect: 'none' };

const troubled = path.join(import.meta.dirname, 'troubled-writer.ts');
const children = new Set<ChildProcess>();
const databases = new Set<Kysely<Tables>>();
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  file = path.join(folder, 'notes.sqlite');
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await Promise.all([...databases].map((database) => database.destroy()));
  databases.clear();
  await rm(folder, { recursive: true, force: true });
});

async function open(options: SqliteOptions = {}): Promise<Kysely<Tables>> {
  const database = new Kysely<Tables>({ dialect: sqliteDialect(file, options) });
  databases.add(database);
  await sql`create table if not exists notes (text text not null) strict`.execute(database);
  return database;
}

/** Another process at the same file, with the given limits of the shell. */
async function another(
  task: string,
  { limits = '', uid = 0 } = {},
): Promise<[object, ChildProcess]> {
  const command = `${limits} exec "$0" --conditions=@holdfast/source "$1" "$2" "$3"`;
  const child = spawn('bash', ['-c', command, process.execPath, troubled, file, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid > 0 && { uid, gid: uid }),
  });
  children.add(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return [JSON.parse(line) as object, child];
}

const add = (database: Kysely<Tables>, text: string): Promise<unknown> =>
  database.insertInto('notes').values({ text }).execute();
const texts = async (database: Kysely<Tables>): Promise<readonly string[]> =>
  (await database.selectFrom('notes').select('text').execute()).map(({ text }) => text);
const LONG = 'x'.repeat(20_000);

describe('a full disk', () => {
  let database: Kysely<Tables>;
  beforeEach(async () => {
    database = await open();
    await add(database, 'before');
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database);
    await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 2}`).execute(database);
  });
  afterEach(async () => {
    await sql`pragma max_page_count = 100000`.execute(database);
    await add(database, 'after');
    // oxlint-disable-next-line vitest/no-standalone-expect -- each of these promises it
    expect(await texts(database)).toEqual(['before', 'after']);
  });

  it('is 507 to a statement alone', async () => {
    await expect(add(database, LONG)).rejects.toMatchObject(FULL);
  });

  it('is 507 to a transaction, and no write of it stays', async () => {
    const broken = transact(database, async (t) => {
      await add(t, 'a');
      await add(t, LONG);
    });
    await expect(broken).rejects.toMatchObject(FULL);
  });

  it('is 507 to a transaction of Kysely', async () => {
    const broken = database.transaction().execute((t) => add(t, LONG));
    await expect(broken).rejects.toMatchObject(FULL);
    const controlled = await database.startTransaction().execute();
    await expect(add(controlled, LONG)).rejects.toMatchObject(FULL);
    await controlled.rollback().execute();
  });

  it('is 507 to a part of a transaction, and to the transaction', async () => {
    const broken = transact(database, async (t) => {
      await add(t, 'a');
      await transact(t, (part) => add(part, LONG)).catch(() => {});
      await transact(t, (part) => add(part, 'b'));
    });
    await expect(broken).rejects.toMatchObject(FULL);
  });

  it('is 507 although the work overlooked it, and no write of the work stays', async () => {
    const careless = transact(database, async (t) => {
      await add(t, 'a');
      await add(t, LONG).catch(() => {});
      await add(t, 'b').catch(() => {});
    });
    await expect(careless).rejects.toMatchObject(FULL);
  });
});

describe('a transaction that was ended from inside', () => {
  it.each(['rollback', 'commit'])('writes nothing on its own after a %s', async (statement) => {
    const database = await open();
    const broken = transact(database, async (t) => {
      await sql.raw(statement).execute(t);
      await add(t, 'on its own');
    });
    await expect(broken).rejects.toMatchObject({ code: 'TRANSACTION_ROLLED_BACK' });
    expect(await texts(database)).toEqual([]);
    await transact(database, (t) => add(t, 'a'));
    expect(await texts(database)).toEqual(['a']);
  });
});

describe('the process behind a file', () => {
  it('gets 507 when its files may grow no further, and no part of a write stays', async () => {
    const [told] = await another('write', { limits: 'ulimit -f 512;' });
    expect(told).toEqual({ first: FULL, second: FULL, odd: 0 });
  }, 60_000);

  it('gets 507 when the disk has no room, on a machine that can mount one', async () => {
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      // For SQLite, the limit above has the same effect.
      return;
    }
    try {
      file = path.join(disk, 'notes.sqlite');
      const [told, child] = await another('write');
      expect(told).toEqual({ first: FULL, second: FULL, odd: 0 });
      if (child.exitCode === null) await once(child, 'exit');
    } finally {
      execFileSync('umount', [disk]);
    }
  }, 60_000);

  it('gets 507 when the file is read-only', async () => {
    const database = await open();
    await sql`create table blobs (bytes blob not null)`.execute(database);
    await database.destroy();
    databases.clear();
    // A superuser may write to every file, so the test runs it as another user.
    const uid = process.getuid?.() === 0 ? 65_534 : 0;
    if (uid > 0) chownSync(folder, uid, uid);
    chmodSync(file, 0o444);
    const [told] = await another('change', { uid });
    expect(told).toEqual(READ_ONLY);
  });

  it('gets a named failure when it has too many files open', async () => {
    const [told] = await another('open without a file left', { limits: 'ulimit -n 64;' });
    expect(told).toMatchObject(GONE);
  });
});

describe('a file', () => {
  it('is corrupt by name when it is no database', async () => {
    writeFileSync(file, 'not a database '.repeat(1000));
    await expect(open()).rejects.toMatchObject({ code: 'STORAGE_CORRUPT', effect: 'none' });
  });

  it.each<[string, () => Promise<void>]>([
    ['removed', () => rm(file)],
    ['left without its log', () => rm(`${file}-wal`)],
    ['removed with its folder', () => rm(folder, { recursive: true })],
    [
      'replaced',
      async () => {
        await rm(file);
        writeFileSync(file, '');
      },
    ],
  ])('that is %s while it is used takes no write that would be lost', async (_, remove) => {
    const database = await open();
    await add(database, 'a');
    await remove();
    await expect(add(database, 'b')).rejects.toMatchObject(GONE);
    await expect(transact(database, (t) => add(t, 'b'))).rejects.toMatchObject(GONE);
  });

  it('is unreachable by name when its folder does not exist', async () => {
    file = path.join(folder, 'nowhere', 'notes.sqlite');
    await expect(open()).rejects.toMatchObject(GONE);
  });

  it('is a failed query when its table is missing', async () => {
    const database = await open();
    await sql`drop table notes`.execute(database);
    await expect(add(database, 'a')).rejects.toMatchObject({ code: 'DATABASE_QUERY_FAILED' });
  });
});

/** The longest time in which the process did nothing else. */
async function standstill(work: Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await work.catch(() => {});
  clearInterval(timer);
  return Math.max(longest, performance.now() - last);
}

describe('a locked file', () => {
  it('makes the caller wait while the process goes on, and is a timeout by name', async () => {
    const database = await open({ busyTimeoutMs: 500 });
    await another('hold the write lock');
    const waiting = [
      add(database, 'a'),
      transact(database, (t) => add(t, 'b'), { maxAttempts: 1 }),
    ];
    const settled = Promise.allSettled(waiting);
    // A wait inside SQLite itself would stop the process for 500 ms.
    expect(await standstill(settled)).toBeLessThan(250);
    for (const result of await settled) {
      expect(result).toMatchObject({ reason: { code: 'TRANSACTION_TIMEOUT', status: 503 } });
    }
  });

  it('accepts the write as soon as the other process releases it', async () => {
    const database = await open({ busyTimeoutMs: 10_000 });
    const [, child] = await another('hold the write lock');
    const writing = add(database, 'a');
    child.kill('SIGKILL');
    await writing;
    expect(await texts(database)).toEqual(['a']);
  });
});

describe('the one connection to a file', () => {
  it('has a limited number of waiting callers, and each waits for a limited time', async () => {
    const database = await open({ maxWaiting: 2, turnTimeoutMs: 50 });
    const gate = Promise.withResolvers<void>();
    const held = transact(database, () => gate.promise);
    const waiting = [1, 2, 3].map((number) =>
      add(database, `${number}`).catch((error: unknown) => error),
    );
    const began = performance.now();
    const exhausted = { code: 'RESOURCE_EXHAUSTED', status: 503, effect: 'none' };
    expect(await waiting[2]).toMatchObject(exhausted);
    expect(performance.now() - began).toBeLessThan(40);
    expect(await Promise.all(waiting)).toMatchObject([exhausted, exhausted, exhausted]);
    gate.resolve();
    await held;
    await add(database, 'after');
    expect(await texts(database)).toEqual(['after']);
  });

  it('is not opened again for callers that waited while it was closed', async () => {
    const database = await open();
    const gate = Promise.withResolvers<void>();
    const held = transact(database, () => gate.promise).catch((error: unknown) => error);
    const waiting = add(database, 'late').catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await database.destroy();
    gate.resolve();
    const told = { code: 'DATABASE_UNREACHABLE', effect: 'none' };
    expect(await Promise.all([held, waiting])).toMatchObject([told, told]);
  });
});

describe('rows read one after another', () => {
  it('come from the one connection, and an error among them has its name', async () => {
    const database = await open();
    for (const text of ['a', 'b', 'c']) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await add(database, text);
    }
    const read: string[] = [];
    for await (const { text } of database.selectFrom('notes').select('text').stream()) {
      read.push(text);
    }
    expect(read).toEqual(['a', 'b', 'c']);
    await sql`drop table notes`.execute(database);
    const broken = database.selectFrom('notes').select('text').stream().next();
    await expect(broken).rejects.toMatchObject({ code: 'DATABASE_QUERY_FAILED' });
  });
});

describe('a file that a process has for itself', () => {
  it('is refused to another process by name, also without a timeout', async () => {
    const [first] = await another('hold alone');
    expect(first).toEqual({ told: '[object Object]' });
    await expect(open({ alone: true, busyTimeoutMs: 50 })).rejects.toMatchObject({
      code: 'LOCK_UNAVAILABLE',
      effect: 'none',
    });
    const [second] = await another('hold alone');
    expect(second).toMatchObject({ code: 'LOCK_UNAVAILABLE' });
  });

  it('is free again when its process is killed or ends', async () => {
    const [, child] = await another('hold alone');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const database = await open({ alone: true });
    await add(database, 'a');
    await database.destroy();
    databases.clear();
    expect(await texts(await open({ alone: true }))).toEqual(['a']);
  });

  it('lets only one of many processes open it at once', async () => {
    const told = await Promise.all([1, 2, 3].map(() => another('hold alone')));
    const codes = told.map(([line]) => ('code' in line ? line.code : 'has it'));
    expect(codes.map(String).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'has it',
      'LOCK_UNAVAILABLE',
      'LOCK_UNAVAILABLE',
    ]);
  });
});
