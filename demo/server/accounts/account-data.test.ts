import { randomUUID } from 'node:crypto';
import type { StoredSecret } from '@holdfast/server/credentials';
import { expect, it } from 'vitest';
import { onEachDatabase } from '../testing/each-database.ts';
import { deleteAccount, exportAccount, ownedTables } from './account-data.ts';
import { type Account, createAccountStore } from './account-store.ts';

onEachDatabase((open) => {
  const writerWith = async (text: string): Promise<Account> => {
    const database = open();
    const accounts = createAccountStore(database);
    const name = `Writer ${randomUUID()}`;
    const account = (await accounts.create(name, '' as unknown as StoredSecret)) as Account;
    const [account_id, character_id] = [account.id, randomUUID()];
    const sheet = { name: text, role: 'poet', temperament: 'sanguine', traits: '[]' };
    await database
      .insertInto('characters')
      .values({ account_id, id: character_id, ...sheet, backstory: '', revision: '1', saved_at: 1 })
      .execute();
    const note = { id: randomUUID(), account_id, character_id, text, written_at: 1 };
    await database.insertInto('notes').values(note).execute();
    return account;
  };

  it('an account is exported with the rows of every table, and deleted from every one', async () => {
    const database = open();
    const [mara, noor] = [await writerWith('of Mara'), await writerWith('of Noor')];
    expect(await ownedTables(database)).toEqual(
      expect.arrayContaining(['characters', 'notes', 'sessions', 'portraits', 'stories']),
    );
    const { content } = await exportAccount(database, mara);
    expect(content).toMatchObject({
      characters: [{ name: 'of Mara' }],
      notes: [{ text: 'of Mara' }],
    });
    expect(JSON.stringify(content)).not.toContain('of Noor');

    await deleteAccount(database, mara.id);
    const left = await database.selectFrom('notes').select(['account_id', 'text']).execute();
    expect(left).toContainEqual({ account_id: noor.id, text: 'of Noor' });
    expect(left).not.toContainEqual({ account_id: mara.id, text: 'of Mara' });
    expect(await createAccountStore(database).byId(mara.id)).toBeUndefined();
    expect(await createAccountStore(database).byId(noor.id)).toMatchObject({ role: 'writer' });
  });
});
