import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { columnWords } from '../database/column-words.ts';

/**
 * The ends of a relationship have no foreign key: each write has a lane of its own on the device, so that a
 * relationship may arrive before the character that it is about.
 */
export const relationshipMigration: Migration = {
  async up(database) {
    const { whole, counted, strict } = columnWords(database);
    await sql`
      create table relationships (
        position ${counted},
        account_id text not null references accounts (id) on delete cascade,
        id text not null,
        "between" text not null,
        from_id text not null,
        to_id text not null,
        kind text not null,
        weight ${whole} not null,
        note text not null,
        revision text not null,
        saved_at ${whole} not null,
        unique (account_id, id)
      ) ${strict}
    `.execute(database);
    await sql`create index relationships_list on relationships (account_id, position)`.execute(
      database,
    );
  },
};
