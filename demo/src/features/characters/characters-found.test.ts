import { expect, it } from 'vitest';
import type { Character } from '../../../contract/character.ts';
import { charactersFound } from './characters-found.ts';

const one = (name: string, role: string, traits: string[]): Character => ({
  ...{ id: name, name, role, traits, temperament: 'sanguine', backstory: '' },
  ...{ revision: '1', notes: [], savedAt: 1 },
});
const zoe = one('Zoë Brandt', 'baker', ['patient']);
const ada = one('Ada', 'keeper of the light', ['patient', 'loud']);
const found = (search: string) => charactersFound([zoe, ada], search).map(({ name }) => name);

it('finds by name, role and traits, without accents and capitals', () => {
  expect(found('zoe')).toEqual(['Zoë Brandt']);
  expect(found('KEEPER')).toEqual(['Ada']);
  expect(found('patient')).toEqual(['Zoë Brandt', 'Ada']);
});

it('finds only those that have every word', () => {
  expect(found('patient light')).toEqual(['Ada']);
  expect(found('baker light')).toEqual([]);
});

it('finds all for an empty search', () => {
  expect(found('  ')).toHaveLength(2);
});
