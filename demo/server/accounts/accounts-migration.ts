import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Gives every account a role, and room for the name that the screen shows. */
export const accountsMigration: Migration = {
  async up(database) {
    await sql`alter table accounts add column role text not null default 'writer'`.execute(
      database,
    );
    await sql`alter table accounts add column display_name text`.execute(database);
  },
};
