import type { DBSchema } from 'idb';
import { expect, it } from 'vitest';
import { openDatabase } from './idb-open.ts';

interface Empty extends DBSchema {
  x: { key: string; value: string };
}

it('fails with STORAGE_UNAVAILABLE where there is no IndexedDB', async () => {
  const database = openDatabase<Empty>({ name: 'none', version: 1, upgrade: () => {} });
  const reading = database.transact(['x'], 'readonly', async () => {});
  await expect(reading).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', retry: 'never' });
});
