import { createCell, defineWrite, type Identity, type StandardSchema } from '@holdfast/core';
import type { NewEntry } from '@holdfast/core/parts';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { onTestFinished } from 'vitest';
import { outboxOn } from '../outbox/create-outbox.ts';
import { memoryOutboxStore } from '../outbox/memory-outbox-store.contract.ts';
import { createScriptedServer, entry } from '../outbox/outbox-stage.contract.ts';
import type { Outbox, OutboxOptions } from '../outbox/outbox.ts';

export interface Note {
  readonly id: string;
  readonly text: string;
  readonly basedOn?: string;
}

const Note: StandardSchema<Note, Note> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof (value as Note).text === 'string'
        ? { value: value as Note }
        : { issues: [{ message: 'must be text', path: ['text'] }] },
  },
};

/** A write whose request names the version that it was made on. */
export const saveNote = defineWrite('note.save', {
  input: Note,
  request: ({ id, basedOn, ...json }) => ({
    ...{ method: 'PUT', path: `notes/${id}`, json },
    headers: basedOn === undefined ? {} : { 'if-match': `"${basedOn}"` },
  }),
  offline: 'queue',
  version: 2,
});

export const noteEntry = (id: string, change: Partial<NewEntry> = {}): NewEntry =>
  entry(id, {
    ...{ operation: 'note.save', input: { id, text: 'mine', basedOn: 'v1' } },
    request: {
      ...{ method: 'PUT', url: 'https://api.test/notes/a', body: '{"text":"mine"}' },
      headers: { 'content-type': 'application/json', 'if-match': '"v1"' },
    },
    ...change,
  });

/** An outbox without a database, and a server in the test's hands. `open` opens it again, as another tab. */
export async function openDecisions(options: Partial<OutboxOptions> = {}) {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const store = memoryOutboxStore();
  const tabs = memoryTabs();
  const open = async (): Promise<Outbox> => {
    const { locks, channel } = tabs.open();
    const outbox = outboxOn(() => store, {
      ...{ transport: server.transport, identity, platform, locks, channel },
      baseUrl: 'https://api.test/',
      ...options,
    });
    onTestFinished(() => outbox.dispose());
    await outbox.ready;
    return outbox;
  };
  return { platform, server, identity, store, open, outbox: await open() };
}
