import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { FIRST_REVISION } from '../../contract/character.ts';
import { temporaryFolder } from '../testing/fireside-process.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import type { Tables } from './tables.ts';

it('migrates a database from the time before states had names, with all its content', async () => {
  const dataFolder = path.join(await temporaryFolder(), 'data');
  mkdirSync(dataFolder);
  const file = path.join(dataFolder, 'fireside.sqlite');
  const old = new Kysely<Tables>({ dialect: sqliteDialect(file, { busyTimeoutMs: 1000 }) });
  const before = Object.entries(migrations).filter(([name]) => name < '0005');
  const provider = { getMigrations: async () => Object.fromEntries(before) };
  await new Migrator({ db: old, provider }).migrateToLatest();
  const [account_id, id] = [randomUUID(), randomUUID()];
  const account = { id: account_id, name: 'Mara', name_key: 'mara', password: '', created_at: 1 };
  await old.insertInto('accounts').values(account).execute();
  const ada = { name: 'Ada', role: 'poet', temperament: 'sanguine', traits: '[]', backstory: '' };
  const row = { account_id, id, ...ada, saved_at: 1 };
  await old
    .insertInto('characters')
    // There was no other column.
    .values(row as typeof row & { readonly revision: string })
    .execute();
  await old.destroy();

  const database = await openDatabase({ dataFolder, busyTimeoutMs: 1000 });
  const found = await database.selectFrom('characters').selectAll().executeTakeFirstOrThrow();
  expect(found).toMatchObject({ ...row, revision: FIRST_REVISION });
  await database.destroy();
});
