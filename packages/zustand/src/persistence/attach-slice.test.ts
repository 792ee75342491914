import { Failure } from '@holdfast/core';
import { STORAGE_QUOTA, STORAGE_UNAVAILABLE } from '@holdfast/core/failures';
import type { DraftRecord } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform, memoryDrafts, type MemoryDrafts } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import * as z from 'zod';
import { persistSlice } from './persist-slice.ts';
import type { PersistOptions } from './persist-options.ts';
import type { SliceStore } from './slice-store.ts';
import { textStorage } from './text-storage.contract.ts';
import { webSliceStore } from './web-slice-store.ts';

interface Story {
  readonly title: string;
  readonly words: number;
  readonly secret?: string;
  readonly write: () => void;
}

function open(
  store: SliceStore | undefined,
  more: Partial<PersistOptions<Story>> = {},
  owner = '',
) {
  const platform = createVirtualPlatform();
  const told: TelemetryEvent[] = [];
  let hide!: () => void;
  const story = createStore<Story>()((set) => ({
    title: '',
    words: 0,
    write: () => set({ words: 100 }),
  }));
  const part = persistSlice<Story>({
    ...{ store, platform },
    sink: (event) => told.push(event),
    onHide: (listener) => {
      hide = listener;
      return () => {
        hide = () => {};
      };
    },
    ...more,
  });
  const { status, detach } = part.attach({ name: 'story', owner, ...story });
  return {
    ...{ story, status, detach, platform, told },
    hide: () => hide(),
    flush: () => status.getSnapshot().flush(),
    kind: () => status.getSnapshot().kind,
  };
}
const valuesIn = (drafts: MemoryDrafts, owner = ''): unknown =>
  (drafts.peek(owner, 'story')?.value as { readonly values?: unknown } | undefined)?.values;

/** A storage in which a user has a story that is longer than the app allows now. */
const spoilt = async (): Promise<ReturnType<typeof textStorage>> => {
  const storage = textStorage();
  const first = open(webSliceStore({ storage }));
  first.story.setState({ title: 'The lighthouse', words: 5000 });
  await first.flush();
  return storage;
};
const renamed = (data: object): object => ({ ...data, title: 'migrated' });
const broken = (): never => {
  throw new Error('a mistake in the schema');
};

describe('the data of a slice', () => {
  it('comes back, without its functions', async () => {
    const drafts = memoryDrafts();
    const first = open(drafts);
    first.story.getState().write();
    await first.flush();
    const next = open(drafts);
    await next.flush();
    expect(next.story.getState()).toMatchObject({ title: '', words: 100 });
    next.story.setState({ words: 1 });
    next.story.getState().write();
    expect(next.story.getState().words).toBe(100);
  });

  it('comes back before the first render from a store that answers at once', async () => {
    const storage = textStorage();
    const first = open(webSliceStore({ storage }));
    first.story.setState({ title: 'The lighthouse' });
    await first.flush();
    const next = open(webSliceStore({ storage }));
    expect(next.story.getState().title).toBe('The lighthouse');
    expect(next.kind()).toBe('ready');
    expect(next.story.getInitialState().title).toBe('');
  });

  it('is kept only for the members that `include` names', async () => {
    const drafts = memoryDrafts();
    const { story, flush } = open(drafts, { include: ['title'] });
    story.setState({ title: 'The lighthouse', words: 9, secret: 'hush' });
    await flush();
    expect(valuesIn(drafts)).toEqual({ title: 'The lighthouse' });
  });

  it('does not hold a member that the user never changed, so that new initial data reaches the user', async () => {
    const drafts = memoryDrafts();
    const { story, flush } = open(drafts);
    story.setState({ title: 'The lighthouse' });
    await flush();
    expect(valuesIn(drafts)).toEqual({ title: 'The lighthouse' });
  });

  it('is written once for many changes, after a pause', async () => {
    const drafts = memoryDrafts();
    const { story, status, platform } = open(drafts, { throttleMs: 200 });
    await platform.advance(0);
    for (let words = 1; words <= 50; words += 1) {
      story.setState({ words });
      await platform.advance(1);
    }
    expect(drafts.peek('', 'story')).toBeUndefined();
    expect(status.getSnapshot().isUnsaved).toBe(true);
    await platform.advance(200);
    expect(drafts.peek('', 'story')).toMatchObject({
      revision: 1,
      value: { values: { words: 50 } },
    });
    expect(status.getSnapshot()).toMatchObject({ isUnsaved: false, kind: 'ready' });
    expect(status.getSnapshot().savedAt).toBe(drafts.peek('', 'story')?.savedAt);
  });

  it.each<[string, object]>([
    ['a version below 0', { version: -1 }],
    ['no version', { version: undefined }],
    ['no revision', { revision: undefined }],
    ['a revision that is no number', { revision: Number.NaN }],
    ['no value', { value: null }],
    ['no members', { value: { values: 'gone', revisions: {} } }],
  ])('is set aside from a row with %s, and new data is saved in its place', async (_, damage) => {
    const value = { values: { title: 'The lighthouse' }, revisions: { title: 3 } };
    const whole = { owner: '', key: 'story', version: 0, revision: 3, savedAt: 5, value };
    const row = { ...whole, ...damage } as DraftRecord;
    let kept: DraftRecord | undefined = row;
    const aside: DraftRecord[] = [];
    const store: SliceStore = {
      load: () => kept,
      save(record) {
        if (kept && kept.revision !== record.revision - 1)
          return { kind: 'conflict', theirs: kept };
        kept = record;
        return { kind: 'saved' };
      },
      quarantine(record) {
        aside.push(record);
        kept = undefined;
      },
    };
    const { story, flush, kind } = open(store, { migrations: [renamed] });
    await flush();
    expect([kind(), story.getState().title, aside]).toEqual(['quarantined', '', [row]]);
    story.setState({ words: 7 });
    await flush();
    const next = open(store, { migrations: [renamed] });
    await next.flush();
    expect(next.story.getState().words).toBe(7);
  });

  it('is read and written also when a sink of the app throws', async () => {
    vi.stubGlobal('reportError', () => {});
    const storage = textStorage();
    const first = open(webSliceStore({ storage }), { sink: broken });
    first.story.setState({ words: 7 });
    await first.flush();
    expect(open(webSliceStore({ storage }), { sink: broken }).story.getState().words).toBe(7);
    vi.unstubAllGlobals();
  });

  it('is not written for a change of other members', async () => {
    const drafts = memoryDrafts();
    const { story, status, platform } = open(drafts, { include: ['title'] });
    story.setState({ words: 5 });
    expect(status.getSnapshot().isUnsaved).toBe(false);
    await platform.advance(1000);
    expect(drafts.peek('', 'story')).toBeUndefined();
  });

  it('is written at once when the page is hidden', async () => {
    const storage = textStorage();
    const { story, hide } = open(webSliceStore({ storage }));
    story.setState({ title: 'The lighthouse' });
    hide();
    expect([...storage.items.values()].join('')).toContain('The lighthouse');
  });

  it('is handed to a store that cannot write at once, for a page that does not come back', () => {
    const drafts = memoryDrafts();
    const handed: unknown[] = [];
    const store = {
      ...drafts,
      load: () => undefined,
      keepNow: (record: unknown) => handed.push(record),
    };
    const { story, hide } = open(store);
    story.setState({ title: 'The lighthouse' });
    hide();
    expect(handed).toMatchObject([{ revision: 1, value: { values: { title: 'The lighthouse' } } }]);
  });

  it('keeps a change that came before the read, also of a member that was stored', async () => {
    const drafts = memoryDrafts();
    const first = open(drafts);
    first.story.setState({ title: 'Old', words: 3 });
    await first.flush();
    const next = open(drafts);
    next.story.setState({ title: 'New' });
    await next.flush();
    expect(next.story.getState()).toMatchObject({ title: 'New', words: 3 });
    expect(valuesIn(drafts)).toEqual({ title: 'New', words: 3 });
  });

  it('is written by `flush` also when another tab wrote first', async () => {
    const drafts = memoryDrafts();
    const [one, two] = [open(drafts), open(drafts)];
    await one.flush();
    await two.flush();
    one.story.setState({ title: 'The lighthouse' });
    two.story.setState({ words: 7 });
    await one.flush();
    await two.flush();
    expect(valuesIn(drafts)).toEqual({ title: 'The lighthouse', words: 7 });
  });
});

describe('each owner', () => {
  it('has data apart from all others', async () => {
    const drafts = memoryDrafts();
    const mira = open(drafts, {}, 'mira');
    mira.story.setState({ title: 'The diary of Mira' });
    await mira.flush();
    const tom = open(drafts, {}, 'tom');
    await tom.flush();
    expect(tom.story.getState().title).toBe('');
    expect(valuesIn(drafts, 'mira')).toEqual({ title: 'The diary of Mira' });
  });

  it('keeps the last change when the owner leaves, and no later change counts as theirs', async () => {
    const drafts = memoryDrafts();
    const mira = open(drafts, {}, 'mira');
    mira.story.setState({ title: 'The diary of Mira' });
    mira.detach();
    mira.story.setState({ title: '' });
    await mira.platform.advance(1000);
    expect(valuesIn(drafts, 'mira')).toEqual({ title: 'The diary of Mira' });
    expect(mira.story.getState().title).toBe('');
    expect(mira.platform.pending()).toBe(0);
  });

  it('keeps the last change when the owner leaves, and also the change of another tab that wrote first', async () => {
    const drafts = memoryDrafts();
    const [one, two] = [open(drafts, {}, 'mira'), open(drafts, {}, 'mira')];
    await two.flush();
    one.story.setState({ words: 7 });
    await one.flush();
    two.story.setState({ title: 'The diary of Mira' });
    two.detach();
    two.story.setState({ title: '', words: 0 });
    await two.platform.advance(0);
    expect(valuesIn(drafts, 'mira')).toEqual({ title: 'The diary of Mira', words: 7 });
    expect(two.story.getState().words).toBe(0);
  });

  it('reports a last change that no storage took to telemetry', async () => {
    const drafts = memoryDrafts();
    const { story, detach, told, platform, flush } = open(drafts, {}, 'mira');
    await flush();
    drafts.fail(new Failure(STORAGE_QUOTA));
    story.setState({ title: 'The diary of Mira' });
    detach();
    await platform.advance(0);
    expect(told.at(-1)).toMatchObject({ type: 'draft.changed', draft: 'story', state: 'lost' });
  });
});

describe('a storage that fails', () => {
  it('is reported in the status and in telemetry, without any text of the user', async () => {
    const drafts = memoryDrafts();
    const { story, status, flush, told } = open(drafts);
    await flush();
    drafts.fail(new Failure(STORAGE_QUOTA));
    story.setState({ title: 'a secret' });
    await flush();
    expect(status.getSnapshot()).toMatchObject({ kind: 'unavailable', isUnsaved: true });
    expect(told.at(-1)).toMatchObject({ state: 'unavailable', failure: { code: 'STORAGE_QUOTA' } });
    expect(JSON.stringify(told)).not.toContain('a secret');
  });

  it('is never written before it was read, and gets every change when it works again', async () => {
    const drafts = memoryDrafts();
    const first = open(drafts);
    first.story.setState({ title: 'The lighthouse' });
    await first.flush();
    drafts.fail(new Failure(STORAGE_UNAVAILABLE));
    const next = open(drafts);
    next.story.setState({ words: 5 });
    await next.flush();
    expect(next.status.getSnapshot()).toMatchObject({ kind: 'unavailable', unread: true });
    drafts.fail(undefined);
    next.story.setState({ words: 6 });
    await next.platform.advance(1000);
    expect(next.kind()).toBe('ready');
    expect(valuesIn(drafts)).toEqual({ title: 'The lighthouse', words: 6 });
  });

  it('counts as failing also when there is no storage', async () => {
    const { status, flush } = open(undefined);
    await flush();
    expect(status.getSnapshot()).toMatchObject({ failure: { code: 'STORAGE_UNAVAILABLE' } });
  });
});

describe('stored data that the app cannot use', () => {
  const schema = z.object({ title: z.string(), words: z.number().max(100) });
  it('is set aside when it breaks the schema, and the quarantine outlives a reload', async () => {
    const storage = await spoilt();
    const next = open(webSliceStore({ storage }), { schema });
    expect(next.status.getSnapshot()).toMatchObject({ kind: 'quarantined', reason: 'invalid' });
    expect(next.story.getState()).toMatchObject({ title: '', words: 0 });
    await next.flush();
    expect(open(webSliceStore({ storage }), { schema }).kind()).toBe('quarantined');
  });

  it('is exported as it was, as often as the user asks', async () => {
    const next = open(webSliceStore({ storage: await spoilt() }), { schema });
    for (const _ of [1, 2]) {
      const copies = await next.status.getSnapshot().resolve('export');
      expect(copies).toMatchObject([{ record: { value: { values: { words: 5000 } } } }]);
    }
    expect(next.kind()).toBe('quarantined');
  });

  it.each(['keep', 'discard'] as const)(
    'no longer shows in the status after "%s", also after a reload',
    async (choice) => {
      const storage = await spoilt();
      const next = open(webSliceStore({ storage }), { schema });
      await next.status.getSnapshot().resolve(choice);
      expect(next.kind()).toBe('ready');
      expect([...storage.items.values()].join('').includes('5000')).toBe(choice === 'keep');
      const reloaded = open(webSliceStore({ storage }), { schema });
      expect(reloaded.kind()).toBe('ready');
      expect(await reloaded.status.getSnapshot().resolve('export')).toHaveLength(
        choice === 'keep' ? 1 : 0,
      );
    },
  );

  it('stays where it is when there is no room to set it aside', async () => {
    const storage = await spoilt();
    const before = new Map(storage.items);
    storage.failWrites(new DOMException('', 'QuotaExceededError'));
    const next = open(webSliceStore({ storage }), { schema });
    next.story.setState({ words: 1 });
    await next.flush();
    expect(next.status.getSnapshot()).toMatchObject({ kind: 'unavailable', unread: true });
    expect(storage.items).toEqual(before);
  });

  it('is moved by a store of drafts into its own quarantine', async () => {
    const drafts = memoryDrafts();
    const first = open(drafts);
    first.story.setState({ words: 5000 });
    await first.flush();
    const next = open(drafts, { schema });
    await next.flush();
    expect(next.kind()).toBe('quarantined');
    expect(drafts.quarantined).toMatchObject([{ reason: 'invalid', record: { revision: 1 } }]);
    await next.status.getSnapshot().resolve('keep');
    expect(drafts.quarantined).toHaveLength(1);
  });

  it('waits for a schema that answers later', async () => {
    const drafts = memoryDrafts();
    const first = open(drafts);
    first.story.setState({ words: 5000 });
    await first.flush();
    const later = z.object({ words: z.number() }).refine(async ({ words }) => words < 100);
    const next = open(drafts, { schema: later });
    await next.flush();
    expect(next.kind()).toBe('quarantined');
  });

  it('is set aside as well when the schema itself throws', async () => {
    const storage = await spoilt();
    const next = open(webSliceStore({ storage }), {
      schema: { '~standard': { version: 1, vendor: 'app', validate: broken } },
    });
    expect(next.kind()).toBe('quarantined');
    expect([...storage.items.values()].join('')).toContain('5000');
  });
});
