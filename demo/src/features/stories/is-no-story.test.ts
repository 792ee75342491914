import { Failure } from '@holdfast/core';
import { NOT_FOUND, INPUT_INVALID, SERVER_ERROR } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { readStory } from '../../../contract/story-operations.ts';
import { isNoStory } from './is-no-story.ts';

it('a story that the server does not have is none, and a server in trouble says nothing of it', () => {
  expect(isNoStory(new Failure(NOT_FOUND, { status: 404 }))).toBe(true);
  expect(isNoStory(new Failure(INPUT_INVALID))).toBe(true);
  expect(isNoStory(new Failure(SERVER_ERROR, { status: 503 }))).toBe(false);
});

it('an address that no story can have leads to none, and nothing is asked', async () => {
  const { holdfast, transport } = createWorld();
  const outcome = await holdfast.run(readStory, { id: 'not-an-id' });
  expect(outcome.kind === 'failed' && isNoStory(outcome.failure)).toBe(true);
  expect(transport.requests).toEqual([]);
});
