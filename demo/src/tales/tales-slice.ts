import type { Holdfast } from '@holdfast/core';
import { defineSlice, followRead, optimisticLayers } from '@holdfast/zustand';
import { createStore } from 'zustand/vanilla';
import type { StoryPage } from '../../contract/story.ts';
import { deleteStory, listStories, saveStory } from '../../contract/story-operations.ts';
import { withListedStory, withoutStory } from './list-layers.ts';

const page: StoryPage = { stories: [] };

/** The writer's stories, with every waiting change already in its place. */
const tales = defineSlice('tales', { page }, { layers: optimisticLayers }).operations({
  list: { run: listStories, follow: followRead, apply: (_, answer) => ({ page: answer }) },
  save: {
    run: saveStory,
    optimistic: (data, save, entry) => ({ page: withListedStory(data.page, save, entry) }),
  },
  remove: {
    run: deleteStory,
    optimistic: (data, story) => ({ page: withoutStory(data.page, story) }),
  },
});

export const createTalesSlice = (holdfast: Holdfast) => createStore(tales(holdfast));

export type TalesSlice = ReturnType<typeof createTalesSlice>;
