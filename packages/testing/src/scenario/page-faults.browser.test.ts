import { expect, it } from 'vitest';
import { createPageFaults } from './page-faults.ts';

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('page-faults', 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore('notes'));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no database')));
  });

it('a page finds its device full for as long as the scenario says, and then as it was', async () => {
  const database = await open();
  const write = (): IDBRequest =>
    database.transaction('notes', 'readwrite').objectStore('notes').put('a note', 1);
  const faults = createPageFaults();
  faults.play({ seed: 1, steps: [{ storage: { full: true } }] });
  expect(write).toThrow('The scenario says that the device is full.');
  expect(faults.getSnapshot().told).toMatchObject([{ request: 'write notes', fault: 'failed' }]);
  faults.play(undefined);
  expect(write).not.toThrow();
  database.close();
});
