import { createCell, fetchTransport, type Identity } from '@holdfast/core';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { addRequest, type AddRequestOptions } from './add-request.ts';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';

const url = 'https://a.example/notes';

function stage() {
  const sent: [string, RequestInit][] = [];
  const fetch = async (address: unknown, init: RequestInit = {}): Promise<Response> => {
    sent.push([String(address), init]);
    return new Response(null, { status: 204 });
  };
  const { locks, channel } = memoryTabs().open();
  const platform = createVirtualPlatform();
  const outbox = outboxOn(() => memoryOutboxStore(), {
    ...{ platform, locks, channel, transport: fetchTransport({ fetch }) },
    identity: createCell<Identity | null>({ subject: 'ann' }),
  });
  onTestFinished(() => outbox.dispose());
  const add = (init: RequestInit, options: Partial<AddRequestOptions> = {}) =>
    addRequest(outbox, new Request(url, init), { lane: 'notes', platform, ...options });
  return { outbox, sent, add };
}

it('a bare request keeps its credentials, redirect, referrer policy and keepalive', async () => {
  const { add, sent } = stage();
  const said: RequestInit = {
    ...{ credentials: 'include', redirect: 'error' },
    ...{ keepalive: true, referrerPolicy: 'no-referrer' },
  };
  const handle = await add({ method: 'POST', body: 'text', ...said });
  await handle.synced;
  expect(sent).toMatchObject([[url, { method: 'POST', ...said }]]);
});

it('a bare request without these properties is sent as the transport sends by default', async () => {
  const { add, sent } = stage();
  await (
    await add({ method: 'POST', body: 'text' })
  ).synced;
  expect(sent[0]?.[1]).toMatchObject({ credentials: 'same-origin' });
  expect(sent[0]?.[1]).not.toHaveProperty('redirect');
});

it('a body that is too large for keepalive is sent without it', async () => {
  const { add, sent } = stage();
  const body = new Uint8Array(70_000);
  await (
    await add({ method: 'POST', body, keepalive: true })
  ).synced;
  expect(sent[0]?.[1]).toMatchObject({ keepalive: false });
});

it('a bare request takes an id and metadata, and an id is added once', async () => {
  const { add, outbox, sent } = stage();
  const options = { id: 'k1', input: { text: 'hi' }, invalidates: ['notes'], operation: 'note' };
  const post = { method: 'POST', body: 'text' };
  const [handle] = await Promise.all([add(post, options), add(post, options)]);
  expect(handle.id).toBe('k1');
  const { id: _, ...listed } = options;
  expect(outbox.entries.getSnapshot()).toMatchObject([{ id: 'k1', ...listed }]);
  await handle.synced;
  expect(sent).toHaveLength(1);
});

it('a bare request can leave out the headers of Holdfast, and then carries no key', async () => {
  const { add, sent } = stage();
  const headers = { 'content-type': 'text/plain' };
  await (
    await add({ method: 'POST', body: 'text', headers }, { ownHeaders: false })
  ).synced;
  expect(sent[0]?.[1].headers).toEqual(headers);
  await expect(
    add({ method: 'POST' }, { ownHeaders: false, honoursKey: true }),
  ).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    details: { issues: [{ pointer: '/honoursKey' }] },
  });
});

it('a request whose answer the browser would hide is refused by name', async () => {
  const { add } = stage();
  await expect(add({ method: 'POST', mode: 'no-cors' })).rejects.toMatchObject({
    details: { issues: [{ pointer: '/mode' }] },
  });
});
