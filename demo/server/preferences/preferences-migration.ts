import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { columnWords } from '../database/column-words.ts';

export const preferencesMigration: Migration = {
  async up(database) {
    const { strict } = columnWords(database);
    await sql`
      create table preferences (
        account_id text primary key references accounts (id) on delete cascade,
        chosen text not null
      ) ${strict}
    `.execute(database);
  },
};
