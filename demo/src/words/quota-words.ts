import type { Failure } from '@holdfast/core';
import { reasonOf } from './failure-words.ts';
import { pageWords } from './page-words.ts';

/** A sentence for each limit of an account. The keys are the server's words for the limits. */
const words = {
  en: {
    limits: {
      characters: (limit) => `An account can have ${limit} characters, and yours has that many.`,
      notes: (limit) => `An account can have ${limit} notes, and yours has that many.`,
      'notes-per-character': (limit) =>
        `A character can have ${limit} notes, and this one has that many.`,
      relationships: (limit) =>
        `An account can have ${limit} relationships, and yours has that many.`,
      stories: (limit) => `An account can have ${limit} stories, and yours has that many.`,
      'chapters-per-story': (limit) =>
        `A story can have ${limit} chapters, and this one has that many.`,
      'takes-per-chapter': (limit) =>
        `A chapter can have ${limit} takes, and this one has that many.`,
      bytes: () => 'There is no room for more text in your account.',
    } as Limits,
    other: 'You have reached a limit.',
    kept: 'What you wrote stays on this device.',
  },
  de: {
    limits: {
      characters: (limit) => `Ein Konto kann ${limit} Figuren haben, und so viele hast du.`,
      notes: (limit) => `Ein Konto kann ${limit} Notizen haben, und so viele hast du.`,
      'notes-per-character': (limit) =>
        `Eine Figur kann ${limit} Notizen haben, und diese hat so viele.`,
      relationships: (limit) => `Ein Konto kann ${limit} Beziehungen haben, und so viele hast du.`,
      stories: (limit) => `Ein Konto kann ${limit} Geschichten haben, und so viele hast du.`,
      'chapters-per-story': (limit) =>
        `Eine Geschichte kann ${limit} Kapitel haben, und diese hat so viele.`,
      'takes-per-chapter': (limit) =>
        `Ein Kapitel kann ${limit} Fassungen haben, und dieses hat so viele.`,
      bytes: () => 'In deinem Konto ist kein Platz für mehr Text.',
    } as Limits,
    other: 'Du hast eine Grenze erreicht.',
    kept: 'Was du geschrieben hast, bleibt auf diesem Gerät.',
  },
} as const;

type Limits = Readonly<Record<string, (limit: string) => string>>;

/** Names the limit that a write has reached, in words for a writer, or gives the reason in place of it. */
export function quotaInWords(failure: Failure | undefined): string {
  const { language } = pageWords.getSnapshot();
  const { limits, other, kept } = words[language];
  const { what, limit } = (failure?.details ?? {}) as { what?: unknown; limit?: unknown };
  const known = typeof what === 'string' && Object.hasOwn(limits, what) ? limits[what] : undefined;
  const reached = known?.(Number(limit).toLocaleString(language));
  return `${reached ?? (failure ? reasonOf(failure) : other)} ${kept}`;
}
