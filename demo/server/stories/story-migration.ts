import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { columnWords } from '../database/column-words.ts';

/** Stories, their chapters, and every take of these. */
export const storyMigration: Migration = {
  async up(database) {
    const { whole, counted, strict } = columnWords(database);
    await sql`
      create table stories (
        position ${counted},
        account_id text not null references accounts (id) on delete cascade,
        id text not null,
        title text not null,
        setting text not null,
        tone text not null,
        length text not null,
        character_ids text not null,
        revision text not null,
        saved_at ${whole} not null,
        bytes ${whole} not null,
        deleted_at ${whole},
        unique (account_id, id)
      ) ${strict}
    `.execute(database);
    await sql`create index stories_page on stories (account_id, position)`.execute(database);
    await sql`create index stories_deleted on stories (deleted_at)`.execute(database);
    await sql`
      create table chapters (
        position ${counted},
        account_id text not null,
        story_id text not null,
        id text not null,
        title text not null,
        chosen_take_id text,
        revision text not null,
        unique (account_id, id),
        foreign key (account_id, story_id) references stories (account_id, id) on delete cascade
      ) ${strict}
    `.execute(database);
    await sql`create index chapters_story on chapters (account_id, story_id, position)`.execute(
      database,
    );
    await sql`
      create table takes (
        position ${counted},
        account_id text not null,
        chapter_id text not null,
        id text not null,
        origin text not null,
        parent_id text,
        state text not null,
        text text not null,
        words ${whole} not null,
        prompt text not null,
        stream_id text,
        based_on text not null,
        made_at ${whole} not null,
        unique (account_id, id),
        foreign key (account_id, chapter_id) references chapters (account_id, id) on delete cascade
      ) ${strict}
    `.execute(database);
    await sql`create index takes_chapter on takes (account_id, chapter_id, position)`.execute(
      database,
    );
    // Few takes run at a time, and a server looks for the takes of a dead server.
    await sql`
      create index takes_unsettled on takes (made_at) where state in ('streaming', 'empty')
    `.execute(database);
  },
};
