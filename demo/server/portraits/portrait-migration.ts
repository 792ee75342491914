import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { columnWords } from '../database/column-words.ts';

export const portraits: Migration = {
  async up(database) {
    const { whole, counted, strict, binary } = columnWords(database);
    await sql`alter table characters add column look text`.execute(database);
    await sql`alter table characters add column portrait_id text`.execute(database);
    await sql`
      create table portraits (
        position ${counted},
        account_id text not null references accounts (id) on delete cascade,
        id text not null,
        character_id text not null,
        type text not null,
        bytes ${binary} not null,
        look text not null,
        made_at ${whole} not null,
        cost ${whole} not null,
        unique (account_id, id)
      ) ${strict}
    `.execute(database);
    await sql`
      create index portraits_character on portraits (account_id, character_id, position)
    `.execute(database);
    await sql`
      create table gone_characters (
        account_id text not null references accounts (id) on delete cascade,
        id text not null,
        name text not null,
        gone_at ${whole} not null,
        primary key (account_id, id)
      ) ${strict}
    `.execute(database);
  },
};
