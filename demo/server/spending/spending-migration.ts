import { createStreamTables } from '@holdfast/server/sql';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { columnWords } from '../database/column-words.ts';

/** The receipts of generations, and the streams that generations write. */
export const spendingMigration: Migration = {
  async up(database) {
    const { whole, counted, strict } = columnWords(database);
    await createStreamTables(database);
    await sql`
      create table receipts (
        position ${counted},
        account_id text not null references accounts (id) on delete cascade,
        id text not null,
        what text not null,
        title text not null,
        state text not null,
        reserved_micros ${whole} not null check (reserved_micros >= 0),
        spent_micros ${whole} not null check (spent_micros between 0 and reserved_micros),
        day ${whole} not null,
        at ${whole} not null,
        stream_id text,
        unique (account_id, id)
      ) ${strict}
    `.execute(database);
    await sql`create index receipts_day on receipts (account_id, day)`.execute(database);
    await sql`create index receipts_state on receipts (state, at)`.execute(database);
  },
};
