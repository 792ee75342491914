import { createCell, defineWrite, type Identity } from '@holdfast/core';
import { expect, it } from 'vitest';
import { createWorld } from './resilient-world.ts';
import { createVirtualPlatform } from './virtual-platform.ts';

const addNote = defineWrite('note.add', {
  request: () => ({ method: 'POST', path: 'notes' }),
  offline: 'queue',
});

it('a world with a user and a clock of the test has them in its outbox too', async () => {
  const identity = createCell<Identity | null>({ subject: 'noah' });
  const platform = createVirtualPlatform({ now: 7 });
  const { holdfast, outbox } = createWorld({ identity, platform });
  void holdfast.run(addNote);
  await platform.advance(0);
  expect(outbox.entries.getSnapshot()).toMatchObject([{ owner: 'noah', createdAt: 7 }]);
});
