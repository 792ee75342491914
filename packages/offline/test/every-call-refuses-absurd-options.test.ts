import { createCell, defineWrite } from '@holdfast/core';
import * as offline from '@holdfast/offline';
import {
  absurdlyTaken,
  createVirtualPlatform,
  memoryTabs,
  optionRow,
  type OptionRow,
} from '@holdfast/testing';
import { expect, it, vi } from 'vitest';

const platform = createVirtualPlatform();
const send = vi.fn<() => Promise<never>>();
const outbox = offline.createOutbox({
  ...{ ...memoryTabs().open(), platform, transport: { send } },
  identity: createCell({ subject: 'mira' }),
});
const rename = defineWrite('note.rename', {
  request: () => ({ method: 'PUT', path: 'notes/1' }),
  lane: () => 'notes',
  offline: 'queue',
});
const request = new Request('https://server.test/notes', { method: 'POST', body: 'a' });
const any = undefined;

type Answer = { readonly kind: string; readonly ifMatch?: string };
type Lane = { readonly lane?: string };

const rows: Readonly<Record<string, OptionRow>> = {
  addRequest: optionRow(
    (options: offline.AddRequestOptions) => offline.addRequest(outbox, request.clone(), options),
    {
      ...{ lane: 'a', owner: 'a', id: 'a', input: any, invalidates: [], undoMs: 5, maxAgeMs: 5 },
      ...{ incidentId: 'a', coalesce: 'a', after: [], temporaryId: 'a', idPointer: '/id' },
      ...{ operation: 'a', accept: 'json', honoursKey: true, ownHeaders: true, platform },
    },
  ),
  'the request of addRequest': optionRow(
    (given: { readonly request: Request }) =>
      offline.addRequest(outbox, given.request, { lane: 'a' }),
    { request },
  ),
  pause: optionRow(({ lane }: Lane) => outbox.pause(lane), { lane: 'a' }),
  resume: optionRow(({ lane }: Lane) => outbox.resume(lane), { lane: 'a' }),
  retry: optionRow(({ id }: { readonly id: string }) => outbox.retry(id), { id: 'a' }),
  cancel: optionRow(({ id }: { readonly id: string }) => outbox.cancel(id), { id: 'a' }),
  inspect: optionRow(({ ids }: { readonly ids: string[] }) => outbox.inspect(ids), { ids: ['a'] }),
  sent: optionRow(({ from }: { readonly from: number }) => outbox.sent!(from), { from: 1.5 }),
  exportEntries: optionRow(
    ({ ids }: { readonly ids?: readonly string[] }) => offline.exportEntries(outbox, ids),
    { ids: ['a'] },
  ),
  editEntry: optionRow(
    (options: object) => offline.editEntry(outbox, 'a', rename, undefined, options),
    { platform, despiteDoubt: true },
  ),
  retryUnderNewKey: optionRow((options: object) => offline.retryUnderNewKey(outbox, 'a', options), {
    platform,
    despiteDoubt: true,
  }),
  answerConflict: optionRow(
    (options: object) =>
      offline.answerConflict(outbox, 'a', rename, { kind: 'overwrite' }, options),
    { platform, sends: 5 },
  ),
  'the answer of answerConflict': optionRow(
    (answer: Answer) => offline.answerConflict(outbox, 'a', rename, answer as never),
    { kind: 'overwrite', ifMatch: 'a' },
  ),
  probeUncertain: optionRow(
    (options: object) =>
      offline.probeUncertain(outbox, rename, async () => ({ kind: 'absent' }), options),
    { platform, firstAfterMs: 5, mostRounds: 5 },
  ),
  'the probe of probeUncertain': optionRow(
    ({ probe }: { readonly probe: () => Promise<never> }) =>
      offline.probeUncertain(outbox, rename, probe, { platform }),
    { probe: vi.fn<() => Promise<never>>() },
  ),
  resolveConflicts: optionRow(
    (options: object) =>
      offline.resolveConflicts(outbox, rename, async () => ({ kind: 'ask' }), options),
    { platform, mostRounds: 5 },
  ),
  'the answers of resolveConflicts': optionRow(
    ({ resolve }: { readonly resolve: () => Promise<never> }) =>
      offline.resolveConflicts(outbox, rename, resolve, { platform }),
    { resolve: vi.fn<() => Promise<never>>() },
  ),
  migrateEntries: optionRow(
    (options: { readonly isRequired?: () => boolean }) => offline.migrateEntries([], options),
    { isRequired: () => true },
  ),
  outboxStatus: optionRow((options: object) => offline.outboxStatus(outbox, options), {
    asksToPersist: true,
    device: { persist: any, persisted: any, sendsInBackground: async () => true },
  }),
};

it.each(Object.entries(rows))('%s refuses absurd options', async (_, row) => {
  expect(await absurdlyTaken(row)).toEqual([]);
  expect(send).not.toHaveBeenCalled();
});
