import { Failure, type Holdfast } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { listCharacters } from '../../../contract/operations.ts';
import { listRelationships } from '../../../contract/relationship-operations.ts';
import { listStories } from '../../../contract/story-operations.ts';
import { readLibrary } from './read-library.ts';

const failure = new Failure(catalogue.RATE_LIMITED);
const answers = new Map<unknown, unknown>([
  [listCharacters, { kind: 'live', value: { characters: [], damaged: ['c'] } }],
  [listStories, { kind: 'live', value: { stories: [] } }],
  [listRelationships, { kind: 'failed', failure }],
]);
const run = (async (operation: unknown) => answers.get(operation)) as Holdfast['run'];

it('the file of a library and the page that made it name what could not be read', async () => {
  const { file, damaged, missing } = await readLibrary({ run }, () => {});
  expect(damaged).toEqual({ characters: ['c'], stories: [], relationships: [] });
  expect(missing).toEqual({ lists: ['relationships'], stories: 0, failure });
  expect(file).toMatchObject({ damaged, missing: ['all relationships'] });
});
