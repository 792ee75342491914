import { expect, it } from 'vitest';
import type { Character } from '../../../contract/character.ts';
import { sentLines } from './sent-lines.ts';

const character = (name: string, savedAt: number, notes: readonly number[]): Character => ({
  ...{ id: name, name, role: '', temperament: 'sanguine', traits: [], backstory: '', savedAt },
  revision: 'r1',
  notes: notes.map((writtenAt) => ({ id: `${name}-${writtenAt}`, text: '', writtenAt })),
});

it('tells of characters and notes, newest first', () => {
  const lines = sentLines([character('Mara', 1, [4]), character('Teo', 3, [])]);
  expect(lines.map(({ subject }) => subject)).toEqual(['Note on Mara', 'Teo', 'Mara']);
});

it('tells of the newest twenty', () => {
  const many = Array.from({ length: 30 }, (_, at) => character(`c${at}`, at, []));
  expect(sentLines(many).map(({ subject }) => subject)).toEqual(
    Array.from({ length: 20 }, (_, back) => `c${29 - back}`),
  );
});
