import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { StoredSecret } from '@holdfast/server/credentials';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { createAccountStore } from '../accounts/account-store.ts';
import { FIRST_REVISION } from '../../contract/character.ts';
import { bytesOf } from '../characters/quotas.ts';
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
  const password = '' as unknown as StoredSecret;
  const account = { id: account_id, name: 'Mara', name_key: 'mara', password, created_at: 1 };
  await old.insertInto('accounts').values(account).execute();
  const ada = { name: 'Ada', role: 'poet', temperament: 'sanguine', traits: '[]', backstory: '' };
  const row = { account_id, id, ...ada, saved_at: 1 };
  await old
    .insertInto('characters')
    // There was no other column.
    .values(row as typeof row & { readonly revision: string })
    .execute();
  const note = { id: randomUUID(), account_id, character_id: id, text: 'né', written_at: 1 };
  await old.insertInto('notes').values(note).execute();
  await old.destroy();

  const database = await openDatabase({ dataFolder, busyTimeoutMs: 1000 });
  const found = await database.selectFrom('characters').selectAll().executeTakeFirstOrThrow();
  expect(found).toMatchObject({ ...row, revision: FIRST_REVISION });
  const { bytes } = await database.selectFrom('accounts').select('bytes').executeTakeFirstOrThrow();
  expect(bytes).toBe(bytesOf('Ada', 'poet', '[]', '') + bytesOf('né'));
  await database.destroy();
});

it('keeps all accounts that share a new key, and leads each exact spelling to its own account', async () => {
  const dataFolder = path.join(await temporaryFolder(), 'data');
  mkdirSync(dataFolder);
  const file = path.join(dataFolder, 'fireside.sqlite');
  const old = new Kysely<Tables>({ dialect: sqliteDialect(file, { busyTimeoutMs: 1000 }) });
  const before = Object.entries(migrations).filter(([name]) => name < '0006');
  const provider = { getMigrations: async () => Object.fromEntries(before) };
  await new Migrator({ db: old, provider }).migrateToLatest();
  const names = [
    'Mara',
    'Mаra',
    'MARA\u200B',
    'Ma\u0000ra',
    'Noor',
    '3:rnara',
    '\u3164\u3164\u3164',
  ];
  for (const [index, name] of names.entries()) {
    const name_key = name.normalize('NFKC').toLowerCase();
    const password = '' as unknown as StoredSecret;
    const account = { id: `account ${index}`, name, name_key, password, created_at: index };
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await old.insertInto('accounts').values(account).execute();
  }
  await old.destroy();

  const database = await openDatabase({ dataFolder, busyTimeoutMs: 1000 });
  const accounts = createAccountStore(database);
  const found = await Promise.all(
    [
      'Mara',
      'mara',
      'ＭＡＲＡ',
      'Mаra',
      'MARA\u200B',
      'Mara 2',
      'noor',
      '3:rnara',
      '\u3164\u3164\u3164',
    ].map(async (name) => (await accounts.find(name))?.id),
  );
  expect(found).toEqual([0, 0, 0, 1, 2, 3, 4, 5, 6].map((index) => `account ${index}`));
  expect(await accounts.create('mara', '' as unknown as StoredSecret)).toBeUndefined();
  await database.destroy();
});
