import { createWorld, memoryTabs } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from '../define-slice.ts';
import { persistSlice } from './persist-slice.ts';
import { textStorage } from './text-storage.contract.ts';
import { webSliceStore } from './web-slice-store.ts';

interface Preferences {
  readonly theme: 'light' | 'dark';
  readonly size: number;
}
const INITIAL: Preferences = { theme: 'light', size: 16 };
const preferences = defineSlice('preferences', INITIAL).persist(persistSlice({}));

describe('a slice with persistence', () => {
  it('keeps its data in the drafts of the runtime, for the user who is signed in', async () => {
    const { holdfast, drafts, platform } = createWorld();
    const store = createStore(preferences(holdfast));
    store.setState({ theme: 'dark' });
    await platform.advance(1000);
    expect(store.slice.persistence.getSnapshot()).toMatchObject({
      kind: 'ready',
      isUnsaved: false,
    });
    expect(drafts.peek('mira', 'preferences')?.value).toMatchObject({ values: { theme: 'dark' } });
    const next = createStore(preferences(holdfast));
    await next.slice.persistence.getSnapshot().flush();
    expect(next.getState().theme).toBe('dark');
  });

  it('shows nothing of one user to another, keeps the last change, and gives it back', async () => {
    const { holdfast, drafts, identity, platform } = createWorld();
    const store = createStore(preferences(holdfast));
    await platform.advance(0);
    store.setState({ theme: 'dark' });
    identity.set(null);
    expect(store.getState().theme).toBe('light');
    identity.set({ subject: 'tom' });
    await platform.advance(1000);
    expect(store.getState().theme).toBe('light');
    store.setState({ size: 20 });
    await platform.advance(1000);
    expect(drafts.peek('tom', 'preferences')?.value).toMatchObject({ values: { size: 20 } });
    expect(drafts.peek('mira', 'preferences')?.value).toMatchObject({ values: { theme: 'dark' } });
    identity.set({ subject: 'mira' });
    await platform.advance(1000);
    expect(store.getState()).toMatchObject({ theme: 'dark', size: 16 });
  });

  it('returns the data set aside in the drafts of the runtime, and deletes it when the user discards it', async () => {
    const { holdfast, drafts, platform } = createWorld();
    const broken = { owner: 'mira', key: 'preferences', version: 0, revision: 4, savedAt: 0 };
    await drafts.save({ ...broken, value: 'no members' });
    const { persistence } = createStore(preferences(holdfast)).slice;
    await platform.advance(1000);
    expect(persistence.getSnapshot().kind).toBe('quarantined');
    const copies = await persistence.getSnapshot().resolve('export');
    expect(copies).toMatchObject([{ record: { value: 'no members' }, reason: 'invalid' }]);
    await persistence.getSnapshot().resolve('discard');
    expect(persistence.getSnapshot().kind).toBe('ready');
    expect(drafts.quarantined).toEqual([]);
  });

  it('has its data before the first render from a store that answers at once', async () => {
    const { holdfast, platform } = createWorld();
    const store = webSliceStore({ storage: textStorage() });
    const kept = defineSlice('preferences', INITIAL).persist(persistSlice({ store }));
    createStore(kept(holdfast)).setState({ theme: 'dark' });
    await platform.advance(1000);
    const next = createStore(kept(holdfast));
    expect(next.getState().theme).toBe('dark');
    expect(next.getInitialState().theme).toBe('light');
  });

  it('stays in step with other tabs through the tabs of the runtime', async () => {
    const world = createWorld();
    const tabs = memoryTabs();
    const open = () => {
      const { locks, channel } = tabs.open();
      const more = { drafts: world.drafts, platform: world.platform };
      return createStore(
        preferences(createWorld({ ...more, tabs: { locks, channel: () => channel } }).holdfast),
      );
    };
    const [one, two] = [open(), open()];
    await world.platform.advance(0);
    one.setState({ theme: 'dark' });
    await world.platform.advance(1000);
    expect(two.getState().theme).toBe('dark');
  });
});
