import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { LanguageContext } from '../words/language-context.ts';
import { DamagedNote } from './damaged-note.tsx';

const said = (language: 'en' | 'de', damaged?: readonly string[]): string => {
  const { container, unmount } = render(
    <LanguageContext value={language}>
      <DamagedNote of="characters" damaged={damaged} />
    </LanguageContext>,
  );
  const text = container.textContent;
  unmount();
  return text;
};

it('a list says in both languages how much of it could not be read, and that it is kept', () => {
  expect(said('en', ['a'])).toBe('One character could not be read. It is kept as it is.');
  expect(said('en', ['a', 'b'])).toBe('2 characters could not be read. They are kept as they are.');
  expect(said('de', ['a'])).toBe('Eine Figur lässt sich nicht lesen. Sie bleibt, wie sie ist.');
  expect(said('de', ['a', 'b'])).toBe(
    '2 Figuren lassen sich nicht lesen. Sie bleiben, wie sie sind.',
  );
});

it('a healthy list says nothing of damage', () => {
  expect(said('en')).toBe('');
  expect(said('de', [])).toBe('');
});
