import { expect, it } from 'vitest';
import { mayHold } from './idb-may-hold.ts';

const device = (databases: IDBFactory['databases']) => () => ({ databases });

it('knows whether the device has a database of the name', async () => {
  const one = device(async () => [{ name: 'outbox', version: 3 }]);
  expect(await mayHold('outbox', one)).toBe(true);
  expect(await mayHold('out', one)).toBe(false);
});

it('takes a device that does not name its databases for one that has any', async () => {
  const refusing = device(() => Promise.reject(new Error('forbidden')));
  expect(await mayHold('outbox', refusing)).toBe(true);
  const old = device(undefined as never);
  expect(await mayHold('outbox', old)).toBe(true);
});
