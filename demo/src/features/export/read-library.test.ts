import type { Holdfast } from '@holdfast/core';
import { expect, it } from 'vitest';
import { listCharacters } from '../../../contract/operations.ts';
import { listRelationships } from '../../../contract/relationship-operations.ts';
import { listStories } from '../../../contract/story-operations.ts';
import { readLibrary } from './read-library.ts';

const answers = new Map<unknown, unknown>([
  [listCharacters, { kind: 'live', value: { characters: [], damaged: ['c'] } }],
  [listStories, { kind: 'live', value: { stories: [] } }],
  [listRelationships, { kind: 'failed' }],
]);
const run = (async (operation: unknown) => answers.get(operation)) as Holdfast['run'];

it('the file of a library and the page that made it name what could not be read', async () => {
  const { file, damaged } = await readLibrary({ run }, () => {});
  expect(damaged).toEqual({ characters: ['c'], stories: [], relationships: [] });
  expect(file).toMatchObject({ damaged, missing: ['all relationships'] });
});
