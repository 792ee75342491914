import { expect, it } from 'vitest';
import { differences } from './differences.ts';

const ada = {
  ...{ name: 'Ada', role: 'poet', temperament: 'sanguine' as const, traits: ['a', 'b'] },
  backstory: '',
};

it('shows the parts in which two versions differ, and no others', () => {
  expect(differences(ada, { ...ada, role: 'poet' })).toEqual([]);
  expect(differences(ada, { ...ada, name: 'Bo', traits: ['a'] })).toEqual([
    { label: 'Name', mine: 'Ada', theirs: 'Bo' },
    { label: 'Traits', mine: 'a, b', theirs: 'a' },
  ]);
});
