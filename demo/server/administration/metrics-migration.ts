import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { columnWords } from '../database/column-words.ts';

export const metrics: Migration = {
  async up(database) {
    const { whole, strict } = columnWords(database);
    await sql`
      create table metric_minutes (
        minute ${whole} not null,
        measure text not null,
        operation text not null,
        detail text not null,
        count ${whole} not null,
        primary key (minute, measure, operation, detail)
      ) ${strict}
    `.execute(database);
  },
};
