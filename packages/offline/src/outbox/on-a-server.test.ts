import { createCell } from '@holdfast/core';
import type { TransportRequest } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { createOutbox } from './create-outbox.ts';

it('an outbox keeps nothing and sends nothing on a server, which has no storage for entries', async () => {
  const sent: TransportRequest[] = [];
  const transport = {
    async send(request: TransportRequest): Promise<never> {
      sent.push(request);
      throw new Error('not sent on a server');
    },
  };
  const outbox = createOutbox({ transport, identity: createCell({ subject: 'ann' }) });
  await outbox.ready;
  expect(outbox.entries.getSnapshot()).toEqual([]);
  expect(outbox.storage.getSnapshot()).toBe('ok');
  expect(sent).toEqual([]);
  await outbox.dispose();
});
