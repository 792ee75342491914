import { expect, it } from 'vitest';
import { allTraits, emptySheet, migrateSheet, SheetValues } from './sheet-values.ts';

it.each([
  [['kind'], ' late ', ['kind', 'late']],
  [['kind'], 'kind', ['kind']],
  [['kind'], '  ', ['kind']],
  [['kind'], '\u202Ekind\u0007', ['kind']],
])('%j and a typed %j are %j', (traits, nextTrait, expected) => {
  expect(allTraits({ traits, nextTrait })).toEqual(expected);
});

it('asks for everything on an empty sheet except the backstory', () => {
  const { error } = SheetValues.safeParse(emptySheet('01977e5c-0000-7000-8000-000000000001', 'r1'));
  const fields = error?.issues.map(({ path }) => path.join('.'));
  expect(fields).toEqual(['name', 'role', 'temperament', 'traits']);
});

it('gives a draft from before there were portraits a look, and keeps all of its text', () => {
  const { look, portraitId, ...older } = emptySheet('01977e5c-0000-7000-8000-000000000001', 'r1');
  expect(migrateSheet({ ...older, name: 'Mara' })).toEqual({
    ...older,
    ...{ name: 'Mara', look, portraitId },
  });
});
