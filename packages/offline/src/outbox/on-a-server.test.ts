import { createCell, type TransportRequest } from '@holdfast/core';
import { expect, it } from 'vitest';
import { createOutbox } from './create-outbox.ts';

it('on a server, which has nowhere to keep anything, holds nothing, sends nothing and says so by name', async () => {
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
  const request = new Request('http://127.0.0.1:9/notes', { method: 'POST', body: '{}' });
  await expect(outbox.add(request, { lane: 'notes' })).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    effect: 'none',
  });
  await outbox.dispose();
});
