import type { TabsPort } from '@holdfast/core/parts';
import {
  createVirtualPlatform,
  memoryDrafts,
  memoryTabs,
  type VirtualPlatform,
} from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createStore } from 'zustand/vanilla';
import { persistSlice } from './persist-slice.ts';
import type { PersistOptions } from './persist-options.ts';
import type { SliceStore } from './slice-store.ts';
import { textStorage } from './text-storage.contract.ts';
import { webSliceStore } from './web-slice-store.ts';

interface Room {
  readonly theme: string;
  readonly size: number;
  readonly notes: Readonly<Record<string, string>>;
}
const INITIAL: Room = { theme: 'light', size: 1, notes: {} };
type Options = Partial<PersistOptions<Room>>;

/** One browser: its tabs share a store, and messages between them take a while. */
function browser(inner: SliceStore, platform: VirtualPlatform = createVirtualPlatform()) {
  const tabs = memoryTabs();
  let writes = 0;
  let reads = 0;
  const count = (saved: { readonly kind: string }): void => {
    if (saved.kind === 'saved') writes += 1;
  };
  const counted = (store: SliceStore): SliceStore => ({
    ...store,
    load(owner, key) {
      reads += 1;
      return store.load(owner, key);
    },
    save(record) {
      const saved = store.save(record);
      if ('kind' in saved) count(saved);
      else void saved.then(count);
      return saved;
    },
  });
  const store = counted(inner);
  const late = ({ locks, channel }: ReturnType<typeof tabs.open>): TabsPort => ({
    locks,
    channel: () => ({
      ...channel,
      subscribe: (listener) =>
        channel.subscribe((message) => {
          platform.schedule(platform.random() * 20, () => listener(message));
        }),
    }),
  });
  return {
    platform,
    writes: () => writes,
    reads: () => reads,
    open(options: Options = {}) {
      const room = createStore<Room>()(() => INITIAL);
      const part = persistSlice<Room>({ store, platform, tabs: late(tabs.open()), ...options });
      const { status, detach } = part.attach({ name: 'room', ...room });
      return { room, status, detach };
    },
  };
}
const slow = (store: SliceStore, platform: VirtualPlatform): SliceStore => {
  const later = <T>(work: () => T | Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      platform.schedule(platform.random() * 30, () => {
        Promise.resolve(work()).then(resolve, reject);
      });
    });
  return {
    ...store,
    load: (owner, key) => later(() => store.load(owner, key)),
    save: (record) => later(() => store.save(record)),
  };
};

describe('tabs', () => {
  it('show what another tab changed, and write nothing for it', async () => {
    const { open, platform, writes } = browser(memoryDrafts());
    const [one, two] = [open(), open()];
    await platform.advance(0);
    one.room.setState({ theme: 'dark' });
    await platform.advance(1000);
    expect(two.room.getState().theme).toBe('dark');
    expect(two.status.getSnapshot()).toMatchObject({ kind: 'ready', isUnsaved: false });
    expect(writes()).toBe(1);
  });

  it('both keep their change when they change different members at the same moment', async () => {
    const { open, platform, writes } = browser(memoryDrafts());
    const [one, two] = [open(), open()];
    await platform.advance(0);
    one.room.setState({ theme: 'dark' });
    two.room.setState({ size: 2 });
    await platform.advance(1000);
    expect(one.room.getState()).toEqual({ ...INITIAL, theme: 'dark', size: 2 });
    expect(two.room.getState()).toEqual(one.room.getState());
    expect(writes()).toBe(2);
  });

  it('keep the objects of members that no other tab changed', async () => {
    const { open, platform } = browser(memoryDrafts());
    const [one, two] = [open(), open()];
    two.room.setState({ notes: { a: 'mine' } });
    await platform.advance(1000);
    const { notes } = two.room.getState();
    one.room.setState({ theme: 'dark' });
    await platform.advance(1000);
    expect(two.room.getState().theme).toBe('dark');
    expect(two.room.getState().notes).toBe(notes);
  });

  it('that change one member at the same moment all show the change that was written last', async () => {
    const { open, platform } = browser(memoryDrafts());
    const [one, two] = [open(), open({ throttleMs: 300 })];
    await platform.advance(0);
    one.room.setState({ theme: 'dark' });
    two.room.setState({ theme: 'sepia' });
    await platform.advance(1000);
    expect(one.room.getState().theme).toBe('sepia');
    expect(two.room.getState().theme).toBe('sepia');
  });

  it('do not read data again that they already have', async () => {
    const { open, platform, reads } = browser(memoryDrafts());
    const hints: ((message: unknown) => void)[] = [];
    const channel: TabsPort['channel'] = () => ({
      post: () => {},
      subscribe: (listener) => {
        hints.push(listener);
        return () => {};
      },
      dispose: () => {},
    });
    const { room } = open({ tabs: { channel, locks: memoryTabs().open().locks } });
    room.setState({ size: 2 });
    await platform.advance(1000);
    const before = reads();
    const nonsense = [
      null,
      'changed',
      { owner: 'mira', revision: 9 },
      { owner: '', revision: 'x' },
    ];
    for (const hint of [{ owner: '', revision: 1 }, ...nonsense]) hints[0]?.(hint);
    await platform.advance(1000);
    expect(reads()).toBe(before);
  });

  it('look again when the news of a write comes before the write itself', async () => {
    const drafts = memoryDrafts();
    const { open, platform } = browser(drafts);
    const one = open();
    await platform.advance(0);
    let isLate = true;
    const late: SliceStore = {
      ...drafts,
      load: (owner, key) => (isLate ? undefined : drafts.load(owner, key)),
    };
    const two = open({ store: late });
    await platform.advance(0);
    one.room.setState({ theme: 'dark' });
    await platform.advance(300);
    expect(two.room.getState().theme).toBe('light');
    isLate = false;
    await platform.advance(300);
    expect(two.room.getState().theme).toBe('dark');
    expect(platform.pending()).toBe(0);
  });

  it('wait for each other where the storage cannot compare and write at once', async () => {
    const storage = textStorage();
    const { open, platform } = browser(webSliceStore({ storage }));
    const { locks, channel } = memoryTabs().open();
    const { room } = open({ tabs: { locks, channel: () => channel } });
    let leave!: () => void;
    const other = locks.hold('holdfast-slice room', async () => {
      await new Promise<void>((resolve) => {
        leave = resolve;
      });
    });
    room.setState({ size: 2 });
    await platform.advance(1000);
    expect(storage.writes()).toBe(0);
    leave();
    await other;
    await platform.advance(0);
    expect(storage.writes()).toBe(1);
  });

  it('write without a lock where the browser gives none', async () => {
    const storage = textStorage();
    const { open, platform } = browser(webSliceStore({ storage }));
    const { channel } = memoryTabs().open();
    const none: TabsPort['locks'] = { hold: () => Promise.reject(new Error('http is not secure')) };
    const { room, status } = open({ tabs: { locks: none, channel: () => channel } });
    room.setState({ size: 2 });
    await platform.advance(1000);
    expect(storage.writes()).toBe(1);
    expect(status.getSnapshot().kind).toBe('ready');
  });

  it('join two versions of one member as the app says', async () => {
    const { open, platform } = browser(memoryDrafts());
    const merge: Options['merge'] = { notes: (mine, theirs) => ({ ...theirs, ...mine }) };
    const [one, two] = [open({ merge }), open({ merge })];
    await platform.advance(0);
    one.room.setState({ notes: { a: 'one' } });
    two.room.setState({ notes: { b: 'two' } });
    await platform.advance(1000);
    expect(one.room.getState().notes).toEqual({ a: 'one', b: 'two' });
    expect(two.room.getState().notes).toEqual({ a: 'one', b: 'two' });
  });

  it('of two code versions: the older one turns read-only when the newer one has written', async () => {
    const { open, platform } = browser(memoryDrafts());
    const [older, newer] = [open(), open({ migrations: [(data) => data] })];
    await platform.advance(0);
    newer.room.setState({ theme: 'dark' });
    await platform.advance(1000);
    older.room.setState({ size: 5 });
    await platform.advance(1000);
    expect(older.status.getSnapshot()).toMatchObject({ kind: 'read-only', storedVersion: 1 });
    expect(newer.room.getState()).toEqual({ ...INITIAL, theme: 'dark' });
  });

  it('still notify each other after one of them has set data of the other aside', async () => {
    const { open, platform } = browser(memoryDrafts());
    const older = open();
    await platform.advance(0);
    for (const size of [100, 200, 300]) {
      older.room.setState({ size });
      await platform.advance(1000);
    }
    const strict = open({
      schema: z.object({ theme: z.string(), size: z.number().max(50), notes: z.object({}) }),
    });
    await platform.advance(1000);
    expect(strict.status.getSnapshot()).toMatchObject({ kind: 'quarantined' });
    strict.room.setState({ theme: 'dark' });
    await platform.advance(1000);
    expect(older.room.getState().theme).toBe('dark');
  });

  it('of newer code follow a member that their migration makes of two', async () => {
    const { open, platform } = browser(memoryDrafts());
    const older = open();
    older.room.setState({ size: 2, theme: 'em' });
    await platform.advance(1000);
    const newer = open({
      migrations: [({ size, theme }) => ({ size: theme === 'em' ? Number(size) * 16 : size })],
    });
    await platform.advance(1000);
    expect(newer.room.getState().size).toBe(32);
    older.room.setState({ theme: 'px' });
    await platform.advance(1000);
    expect(newer.room.getState().size).toBe(2);
  });

  it('find changes when they write, even without messages from each other', async () => {
    const { open, platform } = browser(memoryDrafts());
    const [one, two] = [open({ tabs: undefined }), open({ tabs: undefined })];
    await platform.advance(0);
    one.room.setState({ theme: 'dark' });
    await platform.advance(1000);
    two.room.setState({ size: 2 });
    await platform.advance(1000);
    expect(two.room.getState()).toEqual({ ...INITIAL, theme: 'dark', size: 2 });
  });

  const change = fc.record({
    tab: fc.nat(2),
    part: fc.oneof(
      fc.record({ theme: fc.constantFrom('light', 'dark', 'sepia') }),
      fc.record({ size: fc.nat(3) }),
    ),
    restMs: fc.constantFrom(0, 5, 40, 300),
  });
  it.each<[string, (platform: VirtualPlatform) => SliceStore]>([
    ['a database', (platform) => slow(memoryDrafts(), platform)],
    ['localStorage and locks', () => webSliceStore({ storage: textStorage() })],
  ])(
    'three of them come to the same data over %s, with at most one write for each change, and no change of one tab alone is lost',
    async (_, create) => {
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 12 }), fc.nat(), async (changes, seed) => {
          const platform = createVirtualPlatform({ seed });
          const { open, writes, reads } = browser(create(platform), platform);
          const all = [open(), open(), open()] as const;
          let changed = 0;
          const authors = new Map<string, Set<number>>();
          const last = new Map<string, unknown>();
          for (const { tab, part, restMs } of changes) {
            const { room } = all[tab] ?? all[0];
            const before = room.getState();
            room.setState(part);
            for (const [name, value] of Object.entries(part)) {
              if (before[name as keyof Room] === value) continue;
              changed += 1;
              authors.set(name, (authors.get(name) ?? new Set()).add(tab));
              last.set(name, value);
            }
            await platform.advance(restMs);
          }
          await platform.advance(5000);
          const [one, two, three] = all.map(({ room }) => room.getState());
          expect(two).toEqual(one);
          expect(three).toEqual(one);
          expect(writes()).toBeLessThanOrEqual(changed);
          // Each tab reads at the beginning, and at most once for each write of another tab.
          expect(reads()).toBeLessThanOrEqual(3 + 2 * writes());
          const alone = [...authors.keys()].filter((name) => authors.get(name)?.size === 1);
          expect(one).toMatchObject(
            Object.fromEntries(alone.map((name) => [name, last.get(name)])),
          );
          expect(platform.pending()).toBe(0);
          const fresh = open();
          await platform.advance(100);
          expect(fresh.room.getState()).toEqual(one);
        }),
        { numRuns: 60 },
      );
    },
  );
});
