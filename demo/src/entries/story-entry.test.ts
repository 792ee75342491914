import type { EntryView } from '@holdfast/core';
import { expect, it } from 'vitest';
import { storyEntrySubject, storyIdOf } from './story-entry.ts';

const entry = (operation: string, input: unknown = {}): EntryView =>
  ({ lane: 'story:s', operation, input }) as EntryView;
const stories = [{ id: 's', title: 'The Lamp' }];

it('an entry of a story has the name of the story', () => {
  expect(storyEntrySubject(entry('story.save', { title: 'The Wick' }), stories)).toBe('The Wick');
  expect(storyEntrySubject(entry('story.write-take'), stories)).toBe('Your text in The Lamp');
  expect(storyEntrySubject(entry('story.delete'), [])).toBe('Deletion of a story');
});

it('an entry of no story is not about one', () => {
  const other = { ...entry('character.save'), lane: 'character:m' };
  expect([storyIdOf(other), storyEntrySubject(other, stories)]).toEqual([undefined, undefined]);
});
