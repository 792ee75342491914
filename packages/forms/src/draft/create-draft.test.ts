import { Failure } from '@holdfast/core';
import type { DraftRecord } from '@holdfast/core/parts';
import { STORAGE_CORRUPT, STORAGE_QUOTA } from '@holdfast/core/failures';
import { createMetrics } from '@holdfast/core/telemetry';
import { createVirtualPlatform, memoryDrafts } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createDraft } from './create-draft.ts';

function typing() {
  const platform = createVirtualPlatform();
  const metrics = createMetrics({ platform });
  const store = memoryDrafts();
  const draft = createDraft<{ name: string }>({
    owner: 'mira',
    key: 'character',
    version: 1,
    defaultValues: { name: '' },
    store,
    platform,
    debounceMs: 100,
    sink: metrics.sink,
  });
  const type = (name: string): void => draft.change({ name });
  const lost = (): number => metrics.getSnapshot().drafts.lost;
  return { draft, store, type, lost };
}

describe('a draft that is left', () => {
  it('is not reported lost when the store kept it', async () => {
    const { draft, store, type, lost } = typing();
    await draft.load();
    type('Ada');
    await draft.leave();
    expect(store.peek('mira', 'character')).toBeDefined();
    expect(lost()).toBe(0);
  });

  it('is reported lost once when the store could not keep it, however often the page is hidden', async () => {
    const { draft, store, type, lost } = typing();
    await draft.load();
    store.fail(new Failure(STORAGE_QUOTA));
    type('Ada');
    await draft.leave();
    await draft.leave();
    expect(lost()).toBe(1);
    type('Grace');
    await draft.leave();
    expect(lost()).toBe(2);
  });

  it('is handed over as the next save when the store could not save it', async () => {
    const { draft, store, type } = typing();
    const handed: DraftRecord[] = [];
    Object.assign(store, { keepNow: (record: DraftRecord) => handed.push(record) });
    await draft.load();
    type('Ad');
    await draft.leave();
    expect(handed).toEqual([]);
    store.fail(new Failure(STORAGE_QUOTA));
    type('Ada');
    await draft.leave();
    expect(handed).toMatchObject([{ revision: 2, value: { values: { name: 'Ada' } } }]);
  });

  it('is not lost when the store kept the draft of another tab and put this one aside', async () => {
    const { draft, store, type, lost } = typing();
    const [owner, key, version] = ['mira', 'character', 1] as const;
    await draft.load();
    const theirs = { values: { name: 'Grace' }, memo: {} };
    await store.save({ owner, key, version, revision: 1, savedAt: 1, value: theirs });
    type('Ada');
    await draft.leave();
    expect(store.quarantined).toHaveLength(1);
    expect(lost()).toBe(0);
  });

  it('is reported lost when the store could not even put it aside', async () => {
    const { draft, store, type, lost } = typing();
    const [owner, key, version] = ['mira', 'character', 1] as const;
    await draft.load();
    const theirs = { values: { name: 'Grace' }, memo: {} };
    await store.save({ owner, key, version, revision: 1, savedAt: 1, value: theirs });
    type('Ada');
    await draft.flush();
    store.fail(new Failure(STORAGE_QUOTA));
    await draft.leave();
    expect(lost()).toBe(1);
  });

  it('is not reported lost when the user typed nothing', async () => {
    const { draft, store, lost } = typing();
    store.fail(new Failure(STORAGE_QUOTA));
    await draft.load();
    await draft.leave();
    expect(lost()).toBe(0);
  });
});

describe('a draft whose page may be gone in a moment', () => {
  it('is handed over at once, as the next save', async () => {
    const { draft, store, type } = typing();
    const handed: unknown[] = [];
    Object.assign(store, { keepNow: (record: DraftRecord) => handed.push(record.revision) });
    await draft.load();
    draft.keepNow();
    type('Ada');
    draft.keepNow();
    expect(handed).toEqual([1]);
    await draft.flush();
    draft.keepNow();
    expect(handed).toEqual([1]);
  });

  it('does not come back while the form is removing it', async () => {
    const { draft, store, type } = typing();
    const handed: unknown[] = [];
    Object.assign(store, { keepNow: (record: DraftRecord) => handed.push(record.revision) });
    await draft.load();
    type('Ada');
    const removed = draft.remove();
    draft.keepNow();
    await draft.leave();
    await removed;
    expect(handed).toEqual([]);
    expect(store.peek('mira', 'character')).toBeUndefined();
    type('Grace');
    draft.keepNow();
    expect(handed).toEqual([1]);
  });
});

describe('an error of a draft store', () => {
  it('is named as an error of storage, where an abort is a transaction that kept nothing', async () => {
    const store = {
      ...memoryDrafts(),
      load: () => Promise.reject(new DOMException('', 'AbortError')),
    };
    const draft = createDraft<{ name: string }>({
      ...{ owner: 'mira', key: 'character', version: 1, defaultValues: { name: '' }, store },
      ...{ platform: createVirtualPlatform(), debounceMs: 100, sink: undefined },
    });
    await draft.load();
    expect(draft.getSnapshot()).toMatchObject({
      kind: 'unavailable',
      failure: { code: 'TRANSACTION_ROLLED_BACK' },
    });
  });
});

it('a stored row that is no draft is reported as set aside, and the form writes beside it', async () => {
  const { draft, store, type } = typing();
  store.fail(new Failure(STORAGE_CORRUPT));
  await draft.load();
  expect(draft.getSnapshot()).toMatchObject({ kind: 'quarantined', reason: 'unreadable' });
  store.fail(undefined);
  type('Ada');
  await draft.leave();
  expect(store.peek('mira', 'character')).toMatchObject({ value: { values: { name: 'Ada' } } });
});

it('a draft is still incomplete after a note, when no store can keep the value of a field', async () => {
  const draft = createDraft<{ name: string; photo: unknown }>({
    ...{ owner: 'mira', key: 'character', version: 1, store: memoryDrafts() },
    ...{ platform: createVirtualPlatform(), defaultValues: { name: '', photo: undefined } },
  });
  await draft.load();
  draft.change({ name: 'Ada', photo: () => 'a picture' });
  await draft.flush();
  const incomplete = { kind: 'incomplete', lost: ['photo'], isAtRisk: true };
  expect(draft.getSnapshot()).toMatchObject(incomplete);
  draft.remember('step', 'backstory');
  await draft.flush();
  expect(draft.getSnapshot()).toMatchObject(incomplete);
  expect(draft.content().memo).toEqual({ step: 'backstory' });
});
