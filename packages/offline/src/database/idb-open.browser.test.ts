import { createVirtualPlatform } from '@holdfast/testing';
import { deleteDB, openDB } from 'idb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from './idb-open.ts';
import { ask } from './idb-request.ts';

let databases = 0;

function freshName(): string {
  const name = `database-${(databases += 1)}`;
  onTestFinished(() => deleteDB(name));
  return name;
}

const open = (name: string, more = {}): Database =>
  openDatabase({
    name,
    version: 1,
    upgrade: (database) => void database.createObjectStore('notes'),
    ...more,
  });

const write = (database: Database, text: string) =>
  database.transact(['notes'], 'readwrite', (tx) => void tx.objectStore('notes').put(text, 'note'));
const read = (database: Database) =>
  database.transact(['notes'], 'readonly', (tx) => ask(tx.objectStore('notes').get('note')));

describe('a database', () => {
  it('keeps nothing of a transaction if its work threw, and throws the same error', async () => {
    const database = open(freshName());
    await write(database, 'before');
    const failing = database.transact(['notes'], 'readwrite', async (tx) => {
      await ask(tx.objectStore('notes').put('after', 'note'));
      throw new TypeError('mine');
    });
    await expect(failing).rejects.toMatchObject({ code: 'DEFECT' });
    expect(await read(database)).toBe('before');
  });

  it('does not resolve a transaction that did its work but was not committed', async () => {
    const database = open(freshName());
    await write(database, 'before');
    const failing = database.transact(['notes'], 'readwrite', async (tx) => {
      await ask(tx.objectStore('notes').put('after', 'note'));
      tx.abort();
    });
    await expect(failing).rejects.toMatchObject({
      code: 'TRANSACTION_ROLLED_BACK',
      retry: 'later',
    });
    expect(await read(database)).toBe('before');
  });

  it('opens again after it was closed, also when a transaction is about to begin', async () => {
    const database = open(freshName());
    await write(database, 'kept');
    await database.close();
    expect(await read(database)).toBe('kept');
    const reading = read(database);
    const closing = database.close();
    expect(await reading).toBe('kept');
    await closing;
  });

  it('opens again when the browser closed its connection', async () => {
    const name = freshName();
    const database = open(name);
    const connection = await database.transact(['notes'], 'readonly', async (tx) => tx.db);
    connection.close();
    await write(database, 'kept');
    expect(await read(database)).toBe('kept');
  });

  it('does not wait for ever for a tab that keeps an older version open, and opens when that tab has closed it', async () => {
    const name = freshName();
    const stubborn = await openDB(name, 1);
    const platform = createVirtualPlatform();
    const database = open(name, { version: 2, openWithinMs: 5000, platform });
    const refused = write(database, 'text').catch((error: unknown) => error);
    await platform.advance(5000);
    expect(await refused).toMatchObject({ code: 'STORAGE_FAILED', retry: 'later' });
    stubborn.close();
    await write(database, 'text');
    expect(await read(database)).toBe('text');
  });

  it('leaves no timer behind when it has opened', async () => {
    const platform = createVirtualPlatform();
    await write(open(freshName(), { platform }), 'text');
    expect(platform.pending()).toBe(0);
  });
});
