import { defineRead, defineStream, defineWrite } from '@holdfast/core';
import * as z from 'zod/mini';
import { Id } from './id.ts';
import { priceOfWords } from './prices.ts';
import {
  CHAPTER_WORDS,
  ChapterSave,
  ChapterState,
  Story,
  StoryPage,
  StorySave,
  StorySaved,
  TakeChoice,
  TakeWrite,
  TellTake,
} from './story.ts';

const DAY_MS = 86_400_000;

const ById = z.strictObject({ id: Id });

export const listStories = defineRead('story.list', {
  output: StoryPage,
  request: () => ({ path: 'stories', query: { limit: 100 } }),
  staleIfErrorMs: 7 * DAY_MS,
});

/** A whole story with its chapters and all takes. */
export const readStory = defineRead('story.read', {
  input: ById,
  output: Story,
  request: ({ id }) => ({ path: `stories/${id}` }),
  staleIfErrorMs: 7 * DAY_MS,
});

/** Overwrites only the state that it changes, as `saveCharacter` does. */
export const saveStory = defineWrite('story.save', {
  input: StorySave,
  output: StorySaved,
  request: ({ id, basedOn, ...body }) => ({
    method: 'PUT',
    path: `stories/${id}`,
    headers: basedOn === null ? { 'if-none-match': '*' } : { 'if-match': `"${basedOn}"` },
    json: body,
  }),
  lane: ({ id }) => `story:${id}`,
  offline: 'queue',
  invalidates: [listStories, readStory],
});

/** Deletes a story with its chapters and takes. A story that is gone already counts as deleted. It can be undone. */
export const deleteStory = defineWrite('story.delete', {
  input: ById,
  accept: 'nothing',
  request: ({ id }) => ({ method: 'DELETE', path: `stories/${id}` }),
  lane: ({ id }) => `story:${id}`,
  offline: 'queue',
  undoMs: 8000,
  invalidates: [listStories, readStory],
});

/** Undoes a deletion, for 30 days. A story that is there already counts as restored. */
export const restoreStory = defineWrite('story.restore', {
  input: ById,
  accept: 'nothing',
  request: ({ id }) => ({ method: 'PUT', path: `stories/${id}/restoration` }),
  lane: ({ id }) => `story:${id}`,
  offline: 'queue',
  invalidates: [listStories, readStory],
});

export const saveChapter = defineWrite('story.save-chapter', {
  input: ChapterSave,
  output: ChapterState,
  request: ({ storyId, id, title }) => ({
    method: 'PUT',
    path: `stories/${storyId}/chapters/${id}`,
    json: { title },
  }),
  lane: ({ storyId }) => `story:${storyId}`,
  offline: 'queue',
  invalidates: [listStories, readStory],
});

export const writeTake = defineWrite('story.write-take', {
  input: TakeWrite,
  output: ChapterState,
  request: ({ storyId, chapterId, id, basedOn, ...body }) => ({
    method: 'PUT',
    path: `stories/${storyId}/chapters/${chapterId}/takes/${id}`,
    headers: { 'if-match': `"${basedOn}"` },
    json: body,
  }),
  lane: ({ storyId }) => `story:${storyId}`,
  offline: 'queue',
  invalidates: [listStories, readStory],
});

export const chooseTake = defineWrite('story.choose-take', {
  input: TakeChoice,
  output: ChapterState,
  request: ({ storyId, chapterId, basedOn, ...body }) => ({
    method: 'PUT',
    path: `stories/${storyId}/chapters/${chapterId}/choice`,
    headers: { 'if-match': `"${basedOn}"` },
    json: body,
  }),
  lane: ({ storyId }) => `story:${storyId}`,
  offline: 'queue',
  invalidates: [listStories, readStory],
});

/** Tells a chapter, or goes on with a take. The server keeps each word before it sends it. */
export const tellTake = defineStream('story.tell', {
  input: TellTake,
  request: ({ storyId, chapterId, ...body }) => ({
    method: 'POST',
    path: `stories/${storyId}/chapters/${chapterId}/takes`,
    json: body,
  }),
  cost: ({ length }) => priceOfWords(CHAPTER_WORDS[length]),
});
