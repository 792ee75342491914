import { transact } from '@holdfast/server/sql';
import type { Transaction } from 'kysely';
import { holdAccount } from '../characters/hold-account.ts';
import { bytesOf, ROW_BYTES } from '../characters/quotas.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { Library } from './library.ts';

const TABLES = [
  'characters',
  'portraits',
  'stories',
  'chapters',
  'takes',
  'relationships',
] as const;

/** Few enough for one statement of every database. */
const ROWS_AT_ONCE = 100;

/**
 * Writes a library into an account, all of it or nothing. `false` when the account has characters or stories already;
 * then it changes nothing.
 */
export async function keepLibrary(
  database: Database,
  account: string,
  library: Library,
): Promise<boolean> {
  return transact(
    database,
    async (transaction) => {
      await holdAccount(transaction, account, 0, Infinity);
      if (await hasWork(transaction, account)) return false;
      await holdAccount(transaction, account, bytesIn(library), Infinity);
      for (const table of TABLES) {
        const rows = library[table].map((row) => ({ account_id: account, ...row }));
        for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
          const some = rows.slice(from, from + ROWS_AT_ONCE);
          // oxlint-disable-next-line no-await-in-loop -- a row may need an earlier one
          await transaction.insertInto(table).values(some).execute();
        }
      }
      return true;
    },
    { timeoutMs: 60_000 },
  );
}

async function hasWork(transaction: Transaction<Tables>, account: string): Promise<boolean> {
  for (const table of ['characters', 'stories'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- two
    const found = await transaction
      .selectFrom(table)
      .select('id')
      .where('account_id', '=', account)
      .limit(1)
      .executeTakeFirst();
    if (found) return true;
  }
  return false;
}

function bytesIn({ characters, portraits, stories, relationships }: Library): number {
  const sums = [
    ...characters.map(({ name, role, traits, backstory }) =>
      bytesOf(name, role, traits, backstory),
    ),
    ...portraits.map(({ bytes }) => bytes.length + ROW_BYTES),
    ...stories.map(({ bytes }) => bytes),
    ...relationships.map(({ note }) => bytesOf(note)),
  ];
  return sums.reduce((sum, bytes) => sum + bytes, 0);
}
