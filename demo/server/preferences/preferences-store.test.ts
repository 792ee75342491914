import { transact } from '@holdfast/server/sql';
import { expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, type PreferencesChange } from '../../contract/preferences.ts';
import { onEachDatabase } from '../testing/each-database.ts';
import { addAccount } from '../testing/stories-under-test.ts';
import { changePreferences, readPreferences } from './preferences-store.ts';

onEachDatabase((open) => {
  it('keeps the changes of devices that change different preferences at once', async () => {
    const database = open();
    const account = await addAccount(database);
    const changes: readonly PreferencesChange[] = [
      { theme: 'dark' },
      { textSize: 'large' },
      { motion: 'reduced' },
      { language: 'de' },
      { notifications: true },
      { retry: 'ask' },
    ];
    await Promise.all(
      changes.map((change) =>
        transact(database, (transaction) => changePreferences(transaction, account, change)),
      ),
    );
    expect(await readPreferences(database, account)).toEqual(
      Object.assign({ ...DEFAULT_PREFERENCES }, ...changes),
    );
  });

  it('reads a damaged row as one without choices, and takes a new choice', async () => {
    const database = open();
    const account = await addAccount(database);
    await database.insertInto('preferences').values({ account_id: account, chosen: '{' }).execute();
    expect(await readPreferences(database, account)).toEqual(DEFAULT_PREFERENCES);
    await transact(database, (transaction) =>
      changePreferences(transaction, account, { theme: 'dark' }),
    );
    expect(await readPreferences(database, account)).toMatchObject({ theme: 'dark' });
  });
});
