import { draftWords, locale, type MessageOverrides } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import { relativeAge } from '@holdfast/react';
import type { DraftView } from './draft-view.ts';

/** The text that a user reads about a draft. `now` is wall-clock milliseconds. */
export function describeDraft(
  { kind, savedAt }: Pick<DraftView, 'kind' | 'savedAt'>,
  now: number,
  messages: MessageOverrides = {},
): string {
  const text = messages.drafts?.[kind] ?? draftWords[kind];
  // The clock may have been set back since. A draft is never saved in the future.
  const at = Math.min(savedAt ?? now, now);
  const age = savedAt === undefined ? '' : relativeAge(at, now, messages.locale ?? locale);
  return fillWords(text, { age });
}
