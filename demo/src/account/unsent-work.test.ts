import { expect, it } from 'vitest';
import { draftsOf, unsentWork } from './unsent-work.ts';

// Node has no IndexedDB, so nothing on this device can be read.

it('says by name why it could not count, in place of a device without work', async () => {
  const { uncounted } = await unsentWork('ann');
  expect(uncounted?.code).toBe('STORAGE_UNAVAILABLE');
});

it('gives no drafts as an answer only when the device was read', async () => {
  await expect(draftsOf('ann')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
});
