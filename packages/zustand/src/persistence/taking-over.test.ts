import { createVirtualPlatform, memoryDrafts } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { persistSlice } from './persist-slice.ts';
import type { SliceStore } from './slice-store.ts';
import { takingOver, type EarlierItem } from './taking-over.ts';
import { textStorage } from './text-storage.contract.ts';
import { webSliceStore } from './web-slice-store.ts';

interface Story {
  readonly title: string;
  readonly words: number;
}
const ITEM = JSON.stringify({ state: { title: 'The lighthouse', count: 7 }, version: 0 });
const parsed = (text: string) => (): EarlierItem => JSON.parse(text) as EarlierItem;

async function open(store: SliceStore) {
  const story = createStore<Story>()(() => ({ title: '', words: 0 }));
  const { status } = persistSlice<Story>({
    ...{ store, platform: createVirtualPlatform() },
    migrations: [({ count, ...rest }) => ({ ...rest, words: count })],
  }).attach({ name: 'story', ...story });
  const flush = (): Promise<void> => status.getSnapshot().flush();
  await flush();
  return { story, status, flush };
}

describe('data of an earlier storage', () => {
  it.each<[string, () => SliceStore]>([
    ['a database', memoryDrafts],
    ['localStorage', () => webSliceStore({ storage: textStorage() })],
  ])('is taken over once into %s, through the migrations', async (_, create) => {
    const store = takingOver(create(), parsed(ITEM));
    const { story, flush } = await open(store);
    expect(story.getState()).toEqual({ title: 'The lighthouse', words: 7 });
    story.setState({ words: 8 });
    await flush();
    const next = await open(store);
    expect(next.story.getState()).toEqual({ title: 'The lighthouse', words: 8 });
  });

  it.each([
    ['there is none', () => null],
    ['it does not parse', parsed('{')],
  ])('does not delay the slice when %s', async (_, read) => {
    const { status } = await open(takingOver(memoryDrafts(), read));
    expect(status.getSnapshot().kind).toBe('ready');
  });

  it('does not hide that the present storage fails', async () => {
    const failing = {
      ...memoryDrafts(),
      load: () => Promise.reject(new Error('the disk is gone')),
    };
    const { status } = await open(takingOver(failing, parsed(ITEM)));
    expect(status.getSnapshot()).toMatchObject({ failure: { code: 'STORAGE_FAILED' } });
  });
});
