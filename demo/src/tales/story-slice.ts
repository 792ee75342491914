import type { Holdfast } from '@holdfast/core';
import { defineSlice, followRead, optimisticLayers } from '@holdfast/zustand';
import { createStore } from 'zustand/vanilla';
import {
  chooseTake,
  readStory,
  saveChapter,
  saveStory,
  writeTake,
} from '../../contract/story-operations.ts';
import {
  withChosenTake,
  withSavedChapter,
  withSavedStory,
  withWrittenTake,
  type KnownStory,
} from './story-layers.ts';

interface Data {
  readonly story: KnownStory;
}
const nothing: Data = { story: undefined };

/** One story with all its takes, and every waiting change of it already in its place. */
const storyOf = (id: string) =>
  defineSlice('tale', nothing, { layers: optimisticLayers })
    .operations({
      read: {
        run: readStory,
        follow: followRead,
        input: { id },
        apply: (_, answer) => ({ story: answer }),
      },
      save: {
        run: saveStory,
        instance: (save) => save.id,
        optimistic: (data, save, entry) =>
          save.id === id ? { story: withSavedStory(data.story, save, entry) } : {},
      },
      saveChapter: {
        run: saveChapter,
        instance: ({ storyId }) => storyId,
        optimistic: ({ story }, save) =>
          save.storyId === id ? { story: withSavedChapter(story, save) } : {},
      },
      writeTake: {
        run: writeTake,
        instance: ({ storyId }) => storyId,
        optimistic: ({ story }, take, entry) =>
          take.storyId === id ? { story: withWrittenTake(story, take, entry) } : {},
      },
      chooseTake: {
        run: chooseTake,
        instance: ({ storyId }) => storyId,
        optimistic: ({ story }, choice) =>
          choice.storyId === id ? { story: withChosenTake(story, choice) } : {},
      },
    })
    .key(id);

export const createStorySlice = (holdfast: Holdfast, id: string) =>
  createStore(storyOf(id)(holdfast));

export type StorySlice = ReturnType<typeof createStorySlice>;
