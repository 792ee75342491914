import { expect, it } from 'vitest';
import { openDatabase } from './idb-open.ts';

it('a database fails with STORAGE_UNAVAILABLE where there is no IndexedDB', async () => {
  const database = openDatabase({ name: 'none', version: 1, upgrade: () => {} });
  const reading = database.transact(['x'], 'readonly', async () => {});
  await expect(reading).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', retry: 'never' });
});
