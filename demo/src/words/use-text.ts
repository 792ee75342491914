import { use } from 'react';
import { LanguageContext } from './language-context.ts';

/** What one part of the app says, in each language. The type of the English text binds the others. */
export interface Words<TText> {
  readonly en: TText;
  readonly de: NoInfer<TText>;
}

/** Both languages of a part, beside the part. Members are texts, or functions from values to a text. */
export const wordsIn = <TText>(words: Words<TText>): Words<TText> => words;

/** The words of a part in the language of the page. */
export function useText<TText>(words: Words<TText>): TText {
  return words[use(LanguageContext)];
}
