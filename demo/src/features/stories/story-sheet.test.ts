import { expect, it } from 'vitest';
import { speak } from '../../words/page-words.ts';
import { emptySheet, spokenSheet } from './story-sheet.ts';

const issues = async (): Promise<readonly string[]> => {
  const blank = emptySheet(() => '01977e5c-0000-7000-8000-000000000001');
  const result = await spokenSheet['~standard'].validate(blank);
  return (result.issues ?? []).map(({ message }) => message);
};

it('says what a new story lacks in the language of the page', async () => {
  expect(await issues()).toEqual(['A story needs a title.']);
  await speak('de');
  expect(await issues()).toEqual(['Eine Geschichte braucht einen Titel.']);
  await speak('en');
});
