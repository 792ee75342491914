// A process that runs the given command on a SQLite file, and prints the result as JSON.
import { openSync } from 'node:fs';
import { isFailure } from '@holdfast/core';
import { transact } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely, sql } from 'kysely';

const [, , file = '', task = ''] = process.argv;
const database = new Kysely<{ readonly blobs: { readonly bytes: Buffer } }>({
  dialect: sqliteDialect(file, { busyTimeoutMs: 0, alone: task === 'hold alone' }),
});
const create = sql`create table if not exists blobs (bytes blob not null)`;
const bytes = Buffer.alloc(16 * 1024);
const write = (): Promise<unknown> =>
  transact(database, async (t) => {
    await t.insertInto('blobs').values({ bytes }).execute();
    await t.insertInto('blobs').values({ bytes }).execute();
  });

/** Writes until it is refused; a file that is never full ends the loop as well. */
async function writeUntilRefused(): Promise<unknown> {
  for (let tries = 0; tries < 2000; tries += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another, to see which is refused
    const told: unknown = await write().catch((error: unknown) => error);
    if (isFailure(told)) return told;
  }
  return undefined;
}

async function count(): Promise<number> {
  return (await database.selectFrom('blobs').selectAll().execute()).length;
}

const tell = (told: object): boolean => process.stdout.write(`${JSON.stringify(told)}\n`);
const summary = (told: unknown): object =>
  isFailure(told)
    ? { code: told.code, status: told.status, retry: told.retry, effect: told.effect }
    : { told: String(told) };

switch (task) {
  case 'write': {
    await create.execute(database);
    const first = await writeUntilRefused();
    const second: unknown = await write().catch((error: unknown) => error);
    tell({ first: summary(first), second: summary(second), odd: (await count()) % 2 });
    break;
  }
  case 'change':
    tell(summary(await write().catch((error: unknown) => error)));
    break;
  case 'open without a file left': {
    const opened: number[] = [];
    try {
      for (;;) opened.push(openSync('/dev/null', 'r'));
    } catch {
      tell(summary(await create.execute(database).catch((error: unknown) => error)));
    }
    break;
  }
  case 'hold the write lock':
    await create.execute(database);
    await sql`begin immediate`.execute(database);
    tell({ held: true });
    setInterval(() => {}, 1000);
    break;
  case 'hold alone':
    tell(summary(await create.execute(database).catch((error: unknown) => error)));
    setInterval(() => {}, 1000);
    break;
  default:
    tell({ unknown: task });
}
