import {
  createCell,
  createHoldfast,
  defineRead,
  defineWrite,
  Failure,
  type Identity,
  type StandardSchema,
  type Transport,
} from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { encryptAtRest, onThisDevice, purgeDevice } from '@holdfast/offline';
import { defineSlice, followRead, optimisticLayers } from '@holdfast/zustand';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';

interface Notes {
  readonly notes: readonly string[];
}
const nothing: Notes = { notes: [] };
const list = defineRead('notes', {
  request: () => ({ path: 'notes' }),
  staleIfErrorMs: 86_400_000,
});
const text: StandardSchema<string> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: String(value) }) },
};
const add = defineWrite('note.add', {
  input: text,
  request: (json) => ({ method: 'POST', path: 'notes', json }),
  invalidates: [list],
  offline: 'queue',
});
const slice = defineSlice('notes', nothing, { layers: optimisticLayers }).operations({
  list: { run: list, follow: followRead, apply: (_, value) => ({ notes: value as string[] }) },
  add: {
    run: add,
    optimistic: ({ notes }, note) => ({ notes: [...notes, note] }),
    dedupe: 'parallel',
  },
});

/** Pages of one browser, and a server that can be out of reach of reads, of writes or of both. */
function browser(name: string, isEncrypted: boolean) {
  const onServer: string[] = [];
  let reached: readonly string[] = ['GET', 'POST'];
  const transport: Transport = {
    async send({ method, body, url }) {
      if (!reached.includes(method)) throw new Failure(NETWORK_FAILED, { effect: 'none' });
      const bytes = typeof body === 'string' ? body : new TextDecoder().decode(body ?? undefined);
      if (method === 'POST') onServer.push(JSON.parse(bytes) as string);
      return {
        ...{ status: 200, url, redirected: false },
        headers: { 'content-type': 'application/json' },
        body: new TextEncoder().encode(JSON.stringify(onServer)),
      };
    },
  };
  const identity = createCell<Identity | null>({ subject: 'mira' });
  const outbox = isEncrypted ? { encryption: encryptAtRest() } : {};
  return {
    identity,
    reach: (...methods: readonly string[]) => void (reached = methods),
    openPage() {
      const { outbox: makeOutbox, cache } = onThisDevice({ name, outbox });
      const holdfast = createHoldfast({ transport, identity, outbox: makeOutbox, cache });
      const store = createStore(slice(holdfast));
      store.subscribe(() => {});
      return {
        store,
        holdfast,
        notes: () => store.getState().notes,
        async close() {
          store.slice.dispose();
          await holdfast.dispose();
        },
      };
    },
  };
}

describe.each([
  ['plain', false],
  ['encrypted', true],
])('a list whose page starts without a network (%s outbox)', (kind, isEncrypted) => {
  it('shows what its user sent after the kept answer was asked, until the server answers', async () => {
    const name = `sent-${kind}-${Date.now()}`;
    const { openPage, reach, identity } = browser(name, isEncrypted);
    const first = openPage();
    await first.store.getState().add.run('before');
    await expect.poll(first.notes).toEqual(['before']);
    await expect
      .poll(async () => (await first.holdfast.cache?.get('mira', 'notes:null'))?.value)
      .toEqual(['before']);

    // The write gets through, and the page closes before the next read does.
    reach('POST');
    await first.store.getState().add.run('after');
    await expect.poll(() => first.holdfast.outbox.entries.getSnapshot()).toEqual([]);
    await first.close();

    reach();
    const next = openPage();
    await expect.poll(next.notes).toEqual(['before', 'after']);
    reach('GET');
    await next.store.getState().list.refresh();
    expect(next.notes()).toEqual(['before', 'after']);
    await expect
      .poll(async () => (await next.holdfast.cache?.get('mira', 'notes:null'))?.value)
      .toEqual(['before', 'after']);
    await next.close();

    reach();
    const third = openPage();
    await expect.poll(third.notes).toEqual(['before', 'after']);
    identity.set({ subject: 'noor' });
    expect(await third.holdfast.outbox.sent?.(0)).toEqual([]);
    identity.set({ subject: 'mira' });
    expect(await third.holdfast.outbox.sent?.(0)).toHaveLength(2);
    // The server has what was sent, so only what waits stays on the device.
    await third.store.getState().add.run('unsent');
    expect(await purgeDevice({ owner: 'mira', name })).toBe('kept');
    expect(await third.holdfast.outbox.sent?.(0)).toEqual([]);
    await third.close();
  });
});
