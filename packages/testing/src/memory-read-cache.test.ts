import type { CachedRead } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { memoryReadCache } from './memory-read-cache.ts';

it('gives a copy, as a database does: what the app changes in it is not kept', async () => {
  const cache = memoryReadCache();
  const read: CachedRead = { value: { notes: ['a'] }, storedAt: 1 };
  await cache.put('mara', 'notes', read);
  const first = (await cache.get('mara', 'notes')) as { value: { notes: string[] } };
  first.value.notes.push('b');
  expect(await cache.get('mara', 'notes')).toEqual(read);
  expect(await cache.get('mara', 'other')).toBeUndefined();
});
