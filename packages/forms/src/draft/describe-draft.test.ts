import { de } from '@holdfast/core/messages/de';
import { expect, it } from 'vitest';
import { describeDraft } from './describe-draft.ts';

const NOW = 1_000_000_000;
const savedAt = NOW - 240_000;

it('describeDraft says the state of a draft, with its age', () => {
  expect(describeDraft({ kind: 'saved', savedAt }, NOW)).toBe('Draft kept 4 minutes ago');
  expect(describeDraft({ kind: 'restored', savedAt }, NOW, de)).toBe(
    'Dein Entwurf von vor 4 Minuten ist wieder da',
  );
  expect(describeDraft({ kind: 'conflict', savedAt }, NOW)).toBe('Two tabs changed this draft');
});

it('describeDraft says "now" of a draft that was saved before the clock was set back', () => {
  expect(describeDraft({ kind: 'saved', savedAt: NOW + 7_200_000 }, NOW)).toBe('Draft kept now');
});

it('describeDraft takes the words of the app in place of those of Holdfast', () => {
  const drafts = { saved: 'Safe since {age}' };
  expect(describeDraft({ kind: 'saved', savedAt }, NOW, { drafts })).toBe(
    'Safe since 4 minutes ago',
  );
  expect(describeDraft({ kind: 'saving' }, NOW, { drafts })).toBe('Keeping your draft…');
});
