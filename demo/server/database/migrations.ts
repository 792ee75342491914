import {
  createAuditTable,
  createIdempotencyTables,
  createLimitTable,
  createRetentionTable,
  createTelemetryTable,
  createThreatTable,
} from '@holdfast/server/sql';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { alerts } from '../alerts/alerts-migration.ts';
import { accountsMigration } from '../accounts/accounts-migration.ts';
import { metrics } from '../administration/metrics-migration.ts';
import { rollups } from '../administration/rollups-migration.ts';
import { rekeyAccounts } from '../accounts/rekey-accounts.ts';
import { FIRST_REVISION } from '../../contract/character.ts';
import { spendingMigration } from '../spending/spending-migration.ts';
import { portraits } from '../portraits/portrait-migration.ts';
import { preferencesMigration } from '../preferences/preferences-migration.ts';
import { relationshipMigration } from '../relationships/relationship-migration.ts';
import { storyMigration } from '../stories/story-migration.ts';
import { columnWords } from './column-words.ts';
import { relay } from './relay-migration.ts';

const start: Migration = {
  async up(database) {
    const { whole, counted, strict } = columnWords(database);
    await createIdempotencyTables(database);
    await sql`
      create table accounts (
        id text primary key,
        name text not null,
        name_key text not null unique,
        password text not null,
        created_at ${whole} not null
      ) ${strict}
    `.execute(database);
    await sql`
      create table sessions (
        token_hash text primary key,
        account_id text not null references accounts (id) on delete cascade,
        created_at ${whole} not null,
        expires_at ${whole} not null
      ) ${strict}
    `.execute(database);
    await sql`create index sessions_expires_at on sessions (expires_at)`.execute(database);
    await sql`
      create table characters (
        position ${counted},
        account_id text not null references accounts (id) on delete cascade,
        id text not null,
        name text not null,
        role text not null,
        temperament text not null,
        traits text not null,
        backstory text not null,
        saved_at ${whole} not null,
        unique (account_id, id)
      ) ${strict}
    `.execute(database);
    await sql`
      create table notes (
        position ${counted},
        id text not null unique,
        account_id text not null,
        character_id text not null,
        text text not null,
        written_at ${whole} not null,
        foreign key (account_id, character_id) references characters (account_id, id) on delete cascade
      ) ${strict}
    `.execute(database);
    await sql`create index notes_character on notes (account_id, character_id, position)`.execute(
      database,
    );
  },
};

const telemetry: Migration = { up: createTelemetryTable };

const threats: Migration = {
  async up(database) {
    await createThreatTable(database);
    await createAuditTable(database);
  },
};

const limits: Migration = { up: createLimitTable };

const revisions: Migration = {
  async up(database) {
    // An earlier character is in its first state; the contract uses the same name for it.
    await sql`
      alter table characters add column revision text not null default ${sql.lit(FIRST_REVISION)}
    `.execute(database);
  },
};

const names: Migration = {
  async up(database) {
    const { strict } = columnWords(database);
    await rekeyAccounts(database);
    await sql`
      create table secrets (name text primary key, value text not null) ${strict}
    `.execute(database);
  },
};

const growth: Migration = {
  async up(database) {
    const words = columnWords(database);
    await createRetentionTable(database);
    // Again, for the triggers that let the old beginning go.
    await createAuditTable(database);
    await sql`alter table accounts add column bytes ${words.whole} not null default 0`.execute(
      database,
    );
    const bytesOf = (...columns: readonly string[]) =>
      sql.raw(columns.map(words.bytesOf).join(' + '));
    await sql`
      update accounts set bytes =
        coalesce((
          select sum(100 + ${bytesOf('name', 'role', 'traits', 'backstory')})
          from characters where account_id = accounts.id
        ), 0)
        + coalesce((
          select sum(100 + ${bytesOf('text')}) from notes where account_id = accounts.id
        ), 0)
    `.execute(database);
    await sql`create index characters_page on characters (account_id, position)`.execute(database);
    await sql`create index sessions_account on sessions (account_id, created_at)`.execute(database);
  },
};

const sentNotes: Migration = {
  async up(database) {
    await sql`alter table notes add column sent_as text`.execute(database);
  },
};

/** Gives accounts the keys of a rule that reads more spellings as one name. */
const rekeyed: Migration = { up: rekeyAccounts };

/** Every step from an empty file to today's tables, in order. Steps that have shipped never change. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-start': start,
  '0002-telemetry': telemetry,
  '0003-threats': threats,
  '0004-limits': limits,
  '0005-revisions': revisions,
  '0006-names': names,
  '0007-growth': growth,
  '0008-shapes-of-names': rekeyed,
  '0009-spending': spendingMigration,
  '0010-stories': storyMigration,
  '0011-portraits': portraits,
  '0012-relationships': relationshipMigration,
  '0013-preferences': preferencesMigration,
  '0014-accounts': accountsMigration,
  '0015-metrics': metrics,
  '0016-rollups': rollups,
  '0017-relay': relay,
  '0018-alerts': alerts,
  '0019-sent-notes': sentNotes,
};
