import { expect, it } from 'vitest';
import type { Character } from '../../../contract/character.ts';
import { sentLines } from './sent-lines.ts';

const character = (name: string, savedAt: number, notes: readonly number[]): Character => ({
  ...{ id: name, name, role: '', temperament: 'sanguine', traits: [], backstory: '', savedAt },
  revision: 'r1',
  notes: notes.map((writtenAt) => ({ id: `${name}-${writtenAt}`, text: '', writtenAt })),
});

const noteOn = (name: string): string => `Note on ${name}`;

it('tells of characters, notes and stories, newest first, each with its page', () => {
  const characters = [character('Mara', 1, [4]), character('Teo', 3, [])];
  const stories = [{ id: 's', title: 'The Lamp', savedAt: 2 }];
  const lines = sentLines({ characters, stories, noteOn });
  expect(lines.map(({ subject, to }) => [subject, to])).toEqual([
    ['Note on Mara', '/characters/Mara'],
    ['Teo', '/characters/Teo'],
    ['The Lamp', '/stories/s'],
    ['Mara', '/characters/Mara'],
  ]);
});

it('tells of the newest sixty', () => {
  const characters = Array.from({ length: 70 }, (_, at) => character(`c${at}`, at, []));
  expect(sentLines({ characters, stories: [], noteOn }).map(({ subject }) => subject)).toEqual(
    Array.from({ length: 60 }, (_, back) => `c${69 - back}`),
  );
});
