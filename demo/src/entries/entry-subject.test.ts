import type { EntryView } from '@holdfast/core';
import { expect, it } from 'vitest';
import * as characterOperations from '../../contract/operations.ts';
import * as portraitOperations from '../../contract/portrait-operations.ts';
import * as preferencesOperations from '../../contract/preferences-operations.ts';
import * as relationshipOperations from '../../contract/relationship-operations.ts';
import * as storyOperations from '../../contract/story-operations.ts';
import { entrySubject, isAbout } from './entry-subject.ts';
import { placeOf } from './place-of.ts';

const id = '01977e5c-0000-7000-8000-000000000001';
const look = { paper: 'moss', silhouette: 'tall', age: 30 };
const entryOf = (operation: string, input: unknown, lane = ''): EntryView =>
  ({ operation, input, lane }) as EntryView;

it.each([
  ['character.delete', { id, name: 'Mara' }, 'Deletion of Mara'],
  [
    'portrait.draw',
    { characterId: id, ids: [id], name: 'Mara', description: '', look },
    'Portrait of Mara',
  ],
  ['portrait.draw', { characterId: id, ids: [id], name: '', description: '', look }, 'A portrait'],
  ['character.add-note', { characterId: id, text: 'Counts.' }, 'A note'],
])('names the subject of %s as a writer would', (operation, input, subject) => {
  expect(entrySubject(entryOf(operation, input), [])).toBe(subject);
});

it('a portrait is about its character, although it has a lane of its own', () => {
  expect(isAbout(entryOf('portrait.draw', {}, `portrait:${id}`), id)).toBe(true);
  expect(isAbout(entryOf('story.save', {}, `story:${id}`), id)).toBe(false);
});

it('says what two characters are to each other by their names', () => {
  const other = '01977e5c-0000-7000-8000-000000000002';
  const bond = { id, fromId: id, toId: other, weight: 3, note: '', kind: 'friend' };
  const input = { relationship: { ...bond, between: 'characters' }, revision: 'r', basedOn: null };
  const named = [
    { id, name: 'Mara' },
    { id: other, name: 'Teo' },
  ] as never;
  expect(entrySubject(entryOf('relationship.save', input), named)).toBe(
    'Relationship of Mara and Teo',
  );
});

const inputs: Readonly<Record<string, unknown>> = {
  'character.save': {
    ...{ id, name: 'Mara', role: 'keeper', temperament: 'sanguine', traits: ['patient'] },
    ...{ backstory: '', basedOn: null, revision: 'r' },
  },
  'character.delete': { id, name: 'Mara' },
  'character.add-note': { characterId: id, text: 'Counts.' },
  'portrait.draw': { characterId: id, ids: [id], name: 'Mara', description: '', look },
};
const waiting = [
  characterOperations,
  portraitOperations,
  preferencesOperations,
  relationshipOperations,
  storyOperations,
].flatMap((module) =>
  Object.values<{ readonly name: string; readonly offline?: string }>(module as never).filter(
    ({ offline }) => offline === 'queue',
  ),
);

it.each(waiting.map(({ name }) => name))('has words and a page for %s', (operation) => {
  const lane = `${operation.split('.')[0]}:${id}`;
  const entry = entryOf(operation, inputs[operation] ?? {}, lane);
  expect(entrySubject(entry, [])).not.toBe('Something you wrote');
  expect(placeOf(entry)).toMatch(/^\/(characters|stories|relationships|preferences)/);
});
