import { expect, it } from 'vitest';
import type { KeptRelationship, Relationship } from '../../contract/relationship.ts';
import { withoutRelationship, withSavedRelationship } from './relationship-layers.ts';
import { relationshipWords } from './relationship-words.ts';
import { listOf, partsOf, sentenceOf, textOf } from './sentence-of.ts';

const owes: Relationship = {
  ...{ id: 'r', between: 'characters', kind: 'debt', weight: 4, note: '' },
  ...{ fromId: 'mara', toId: 'tom' },
};
const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '');

it.each<[Partial<Relationship>, en: string, de: string]>([
  [{}, 'Mara owes Tom a debt, strongly.', 'Mara steht bei Tom in der Schuld, und zwar sehr.'],
  [{ kind: 'love', weight: 3 }, 'Mara loves Tom.', 'Mara liebt Tom.'],
  [{ kind: 'sequel', weight: 3 }, 'Mara comes after Tom.', 'Mara spielt nach Tom.'],
])('says %j in both languages', (more, en, de) => {
  const relationship = { ...owes, ...more } as Relationship;
  const said = (language: 'en' | 'de') =>
    plain(textOf(sentenceOf(relationship, { a: 'Mara', b: 'Tom' }, relationshipWords[language])));
  expect([said('en'), said('de')]).toEqual([en, de]);
});

it('keeps the direction of each name to itself', () => {
  const parts = sentenceOf(owes, { a: 'مارا', b: 'Tom' }, relationshipWords.en);
  expect(textOf(parts)).toBe('\u2068مارا\u2069 owes \u2068Tom\u2069 a debt, strongly.');
});

it('names each shared character apart, whatever the names are', () => {
  const names = ['مارا', '{a}', 'Tom'];
  const said = (language: 'en' | 'de') =>
    textOf(
      partsOf(relationshipWords[language].shares, { a: 'Dusk', b: '{c}' }, listOf(names, language)),
    );
  const [mara, brace, tom] = names.map((name) => `\u2068${name}\u2069`);
  expect(said('en')).toBe(
    `\u2068Dusk\u2069 and \u2068{c}\u2069 both have ${mara}, ${brace}, and ${tom}.`,
  );
  expect(said('de')).toBe(
    `\u2068Dusk\u2069 und \u2068{c}\u2069 haben ${mara}, ${brace} und ${tom} gemeinsam.`,
  );
});

it('shows a changed relationship in its place, a new one last, and a deleted one nowhere', () => {
  const kept: readonly KeptRelationship[] = ['r', 's'].map((id) => ({
    ...{ relationship: { ...owes, id }, revision: '1', savedAt: 5 },
  }));
  const entry = { createdAt: 9 };
  const changed = { ...owes, weight: 1 };
  const after = withSavedRelationship(
    kept,
    { relationship: changed, revision: '2', basedOn: '1' },
    entry,
  );
  expect(after).toEqual([{ relationship: changed, revision: '2', savedAt: 5 }, kept[1]]);
  const fresh = { relationship: { ...owes, id: 't' }, revision: '3', basedOn: null };
  expect(withSavedRelationship(kept, fresh, entry).at(-1)).toMatchObject({ savedAt: 9 });
  expect(withoutRelationship(after, { id: 'r' })).toEqual([kept[1]]);
});
