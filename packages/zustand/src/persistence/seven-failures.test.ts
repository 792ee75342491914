import { createVirtualPlatform, memoryDrafts } from '@holdfast/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MigrationStep } from './read-kept.ts';
import { persistSlice } from './persist-slice.ts';
import type { PersistOptions } from './persist-options.ts';
import type { SliceStore } from './slice-store.ts';
import { quotaError, textStorage, type TextStorage } from './text-storage.contract.ts';
import { webSliceStore } from './web-slice-store.ts';

interface Note {
  readonly draft: string;
  readonly count: number;
}
const INITIAL: Note = { draft: '', count: 0 };
const steps = (count: number): readonly MigrationStep[] =>
  Array.from({ length: count }, () => (data: Record<string, unknown>) => data);

/** Holdfast's way: a plain zustand store whose data is kept. */
function holdfast(storage: TextStorage | SliceStore, more: Partial<PersistOptions<Note>> = {}) {
  const platform = createVirtualPlatform();
  const note = createStore<Note>()(() => INITIAL);
  const store = 'items' in storage ? webSliceStore({ storage }) : storage;
  const { status } = persistSlice<Note>({ store, platform, ...more }).attach({
    name: 'note',
    ...note,
  });
  return { note, status, platform, kind: () => status.getSnapshot().kind };
}

/** zustand's own middleware, as its manual shows it. */
function zustand(storage: StateStorage, more: object = {}) {
  const json = createJSONStorage<Note>(() => storage);
  const note = createStore<Note>()(
    persist(() => INITIAL, { name: 'note', storage: json, ...more }),
  );
  return note as StoreApi<Note> & { readonly persist?: typeof note.persist };
}

/** A storage that an earlier visit of the user has filled. */
async function visited(more: Partial<PersistOptions<Note>> = {}): Promise<TextStorage> {
  const storage = textStorage();
  const { note, status } = holdfast(storage, more);
  note.setState({ draft: 'The old lighthouse' });
  await status.getSnapshot().flush();
  return storage;
}
const persisted = (version = 0): TextStorage =>
  textStorage({
    note: JSON.stringify({ state: { draft: 'The old lighthouse', count: 7 }, version }),
  });
const textsOf = (storage: TextStorage): string => [...storage.items.values()].join('\n');
const blocked = (): never => {
  throw new DOMException('The user blocks cookies.', 'SecurityError');
};
const broken = (): never => {
  throw new Error('a mistake in the migration');
};

afterEach(() => vi.restoreAllMocks());

describe('1. a migration that throws', () => {
  it('sets the stored data aside, and says so', async () => {
    const storage = await visited();
    const { note, status, kind } = holdfast(storage, { migrations: [broken] });
    expect(kind()).toBe('quarantined');
    note.setState({ count: 1 });
    await status.getSnapshot().flush();
    expect(textsOf(storage)).toContain('The old lighthouse');
    const [copy] = await status.getSnapshot().resolve('export');
    expect(copy).toMatchObject({ reason: 'invalid', record: { version: 0 } });
  });

  it('costs the user the data with persist, which never says that it is ready', () => {
    const storage = persisted();
    const note = zustand(storage, { version: 1, migrate: broken });
    expect(note.persist?.hasHydrated()).toBe(false);
    note.setState({ count: 1 });
    expect(textsOf(storage)).not.toContain('The old lighthouse');
  });
});

describe('2. text that is no JSON', () => {
  const CUT = '{"state":{"draft":"The old lightho';

  it('stays on the device as it is', async () => {
    const storage = await visited();
    for (const name of storage.items.keys()) storage.items.set(name, CUT);
    const { note, status, kind } = holdfast(storage);
    expect(kind()).toBe('quarantined');
    note.setState({ count: 1 });
    await status.getSnapshot().flush();
    expect(await status.getSnapshot().resolve('export')).toEqual([
      { reason: 'unreadable', record: CUT },
    ]);
  });

  it('is overwritten by persist', () => {
    const storage = textStorage({ note: CUT });
    zustand(storage).setState({ count: 1 });
    expect(textsOf(storage)).not.toContain('The old lightho');
  });
});

describe('3. a change before the stored data has been read', () => {
  it('is kept, and so is the stored data', async () => {
    const drafts = memoryDrafts();
    const first = holdfast(drafts);
    first.note.setState({ draft: 'The old lighthouse' });
    await first.status.getSnapshot().flush();
    const { note, status, kind } = holdfast(drafts);
    note.setState({ count: 1 });
    expect(kind()).toBe('hydrating');
    await status.getSnapshot().flush();
    expect(note.getState()).toEqual({ draft: 'The old lighthouse', count: 1 });
    expect(drafts.peek('', 'note')?.value).toMatchObject({ values: note.getState() });
  });

  it('costs the user the stored data with persist', async () => {
    const slow = persisted();
    const note = zustand({
      getItem: async (name) => slow.getItem(name),
      setItem: async (name, text) => slow.setItem(name, text),
      removeItem: async (name) => slow.removeItem(name),
    });
    note.setState({ count: 1 });
    await expect.poll(() => slow.writes()).toBeGreaterThan(0);
    expect(textsOf(slow)).not.toContain('The old lighthouse');
  });
});

describe('4. a browser that gives no storage', () => {
  it('leaves the slice and its status working', async () => {
    const { note, status } = holdfast({ ...textStorage(), getItem: blocked, setItem: blocked });
    note.setState({ count: 1 });
    await status.getSnapshot().flush();
    expect(note.getState().count).toBe(1);
    expect(status.getSnapshot()).toMatchObject({
      kind: 'unavailable',
      isUnsaved: true,
      failure: { code: 'STORAGE_UNAVAILABLE' },
    });
  });

  it('leaves no `persist` on the store of persist, against its type', () => {
    const json = createJSONStorage<Note>(blocked);
    const note = createStore<Note>()(persist(() => INITIAL, { name: 'note', storage: json }));
    expect(note.persist).toBeUndefined();
  });
});

describe('5. a device that is full', () => {
  it('is in the status, no action throws it, and the data is written when there is room', async () => {
    const storage = textStorage();
    const { note, status } = holdfast(storage);
    storage.failWrites(quotaError());
    note.setState({ draft: 'The old lighthouse' });
    await status.getSnapshot().flush();
    expect(status.getSnapshot()).toMatchObject({
      kind: 'unavailable',
      isUnsaved: true,
      failure: { code: 'STORAGE_QUOTA' },
    });
    storage.failWrites(undefined);
    note.setState({ count: 2 });
    await status.getSnapshot().flush();
    expect(status.getSnapshot()).toMatchObject({ kind: 'ready', isUnsaved: false });
    expect(textsOf(storage)).toContain('The old lighthouse');
  });

  it('makes the action throw with persist, after the store has changed', () => {
    const storage = textStorage();
    const note = zustand(storage);
    storage.failWrites(quotaError());
    expect(() => note.setState({ count: 1 })).toThrow('full');
    expect(note.getState().count).toBe(1);
  });
});

describe('6. data of a newer version, after the app was rolled back', () => {
  it('is left alone', async () => {
    const storage = await visited({ migrations: steps(3) });
    const before = textsOf(storage);
    const { note, status } = holdfast(storage, { migrations: steps(2) });
    note.setState({ draft: 'lost?' });
    await status.getSnapshot().flush();
    expect(status.getSnapshot()).toMatchObject({
      kind: 'read-only',
      storedVersion: 3,
      isUnsaved: true,
    });
    expect(textsOf(storage)).toBe(before);
  });

  it('is given to `migrate` by persist, and rewritten as the older version', () => {
    const storage = persisted(3);
    const migrate = vi.fn<(state: unknown, version: number) => unknown>((state) => state);
    zustand(storage, { version: 2, migrate });
    expect(migrate).toHaveBeenCalledWith(expect.anything(), 3);
    expect(textsOf(storage)).toContain('"version":2');
  });
});

describe('7. another version without a migration', () => {
  it('is set aside', async () => {
    const storage = await visited();
    const { note, status, kind } = holdfast(storage, { migrations: [undefined] });
    expect(kind()).toBe('quarantined');
    note.setState({ count: 1 });
    await status.getSnapshot().flush();
    expect(await status.getSnapshot().resolve('keep')).toHaveLength(1);
    expect(textsOf(storage)).toContain('The old lighthouse');
    expect(kind()).toBe('ready');
  });

  it('is overwritten by persist', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const storage = persisted(0);
    zustand(storage, { version: 1 }).setState({ count: 1 });
    expect(textsOf(storage)).not.toContain('The old lighthouse');
  });
});
