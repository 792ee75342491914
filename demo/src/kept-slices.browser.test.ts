import {
  createCell,
  createHoldfast,
  defineWrite,
  Failure,
  fetchTransport,
  type Identity,
  type Observable,
} from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createDraftStore, onThisDevice, purgeDevice } from '@holdfast/offline';
import { defineSlice, persistSlice, type SliceStatus } from '@holdfast/zustand';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';

interface Preferences {
  readonly theme: string;
  readonly since: Date | undefined;
}
const initial: Preferences = { theme: 'light', since: undefined };
const preferences = defineSlice('preferences', initial).persist(persistSlice({}));
const strict = defineSlice('preferences', initial).persist(
  persistSlice({
    schema: {
      '~standard': { version: 1, vendor: 'app', validate: () => ({ issues: [{ message: 'no' }] }) },
    },
  }),
);
const settled = async (status: Observable<SliceStatus>): Promise<SliceStatus> => {
  await status.getSnapshot().flush();
  return status.getSnapshot();
};

function device(name: string) {
  const identity = createCell<Identity | null>({ subject: 'mira' });
  const { drafts, tabs } = onThisDevice({ name });
  const holdfast = createHoldfast({ transport: fetchTransport(), identity, drafts, tabs });
  return { holdfast, identity };
}

describe('a slice on a device of @holdfast/offline', () => {
  it('comes back with its types, follows another tab, and goes with a purge of its user', async () => {
    const name = `slices-${Date.now()}`;
    const [one, two] = [device(name), device(name)];
    const first = createStore(preferences(one.holdfast));
    const other = createStore(preferences(two.holdfast));
    await settled(other.slice.persistence);
    const since = new Date(5);
    first.setState({ theme: 'dark', since });
    await expect.poll(() => other.getState()).toMatchObject({ theme: 'dark', since });

    // The page goes before any pause is over.
    first.setState({ theme: 'sepia' });
    window.dispatchEvent(new Event('pagehide'));
    const next = createStore(preferences(device(name).holdfast));
    await settled(next.slice.persistence);
    expect(next.getState().theme).toBe('sepia');

    for (const { identity } of [one, two]) identity.set(null);
    expect(first.getState().theme).toBe('light');
    next.slice.dispose();
    expect(await purgeDevice({ owner: 'mira', name, agree: () => true })).toBe('purged');
    const after = createStore(preferences(device(name).holdfast));
    await settled(after.slice.persistence);
    expect(after.getState().theme).toBe('light');
  });

  it('puts data that it could not read into the quarantine of drafts', async () => {
    const name = `slices-aside-${Date.now()}`;
    const first = createStore(preferences(device(name).holdfast));
    first.setState({ theme: 'dark' });
    await settled(first.slice.persistence);
    const next = createStore(strict(device(name).holdfast));
    expect(await settled(next.slice.persistence)).toMatchObject({ kind: 'quarantined' });
    const kept = await createDraftStore({ name: `${name}-drafts` }).quarantined('mira');
    expect(kept).toMatchObject([
      { reason: 'invalid', record: { key: 'preferences', value: { values: { theme: 'dark' } } } },
    ]);
    await next.slice.persistence.getSnapshot().resolve('discard');
    expect(await createDraftStore({ name: `${name}-drafts` }).quarantined('mira')).toEqual([]);
  });

  it('shows where its write stands when the next page has read the outbox', async () => {
    const name = `slices-queued-${Date.now()}`;
    const add = defineWrite('note.add', {
      request: () => ({ method: 'POST', path: 'notes' }),
      offline: 'queue',
    });
    const notes = defineSlice('notes', {}).operations({ add });
    const openPage = () => {
      const holdfast = createHoldfast({
        transport: { ...fetchTransport(), send: () => Promise.reject(new Failure(NETWORK_FAILED)) },
        identity: createCell<Identity | null>({ subject: 'mira' }),
        outbox: onThisDevice({ name }).outbox,
      });
      return { holdfast, store: createStore(notes(holdfast)) };
    };
    const first = openPage();
    expect((await first.store.getState().add.run(undefined)).kind).toBe('queued');
    const [entry] = first.holdfast.outbox.entries.getSnapshot();
    first.store.slice.dispose();
    await first.holdfast.dispose();

    const next = openPage();
    const state = () => next.store.getState().addState;
    await expect.poll(state).toMatchObject({ kind: 'queued', entryId: entry?.id });
    // A second press adds no second entry.
    expect((await next.store.getState().add.run(undefined)).kind).toBe('queued');
    expect(next.holdfast.outbox.entries.getSnapshot()).toHaveLength(1);
    await next.holdfast.dispose();
  });
});
