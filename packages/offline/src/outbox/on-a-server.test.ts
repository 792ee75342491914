import { createCell } from '@holdfast/core';
import type { TransportRequest } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { awaitDependencies } from '../chains/await-dependencies.ts';
import { coalesceUnsent } from '../chains/coalesce-unsent.ts';
import { migrateEntries } from '../chains/migrate-entries.ts';
import { encryptAtRest } from '../encryption/encrypt-at-rest.ts';
import { createOutbox } from './create-outbox.ts';
import type { OutboxOptions } from './outbox.ts';

const parts = (): Partial<OutboxOptions> => ({
  ...{ coalescing: coalesceUnsent(), dependencies: awaitDependencies() },
  ...{ migration: migrateEntries([]), encryption: encryptAtRest() },
});

it.each([
  ['an outbox', (): Partial<OutboxOptions> => ({})],
  ['an outbox with all its parts', parts],
])(
  '%s keeps nothing and sends nothing on a server, which has no storage for entries',
  async (_, more) => {
    const sent: TransportRequest[] = [];
    const transport = {
      async send(request: TransportRequest): Promise<never> {
        sent.push(request);
        throw new Error('not sent on a server');
      },
    };
    const outbox = createOutbox({ transport, identity: createCell({ subject: 'ann' }), ...more() });
    await outbox.ready;
    expect(outbox.entries.getSnapshot()).toEqual([]);
    expect(outbox.storage.getSnapshot()).toBe('ok');
    expect(sent).toEqual([]);
    await outbox.dispose();
  },
);
