import type { CompleteLanguage } from '../messages.ts';
import { en as sentences } from './english.ts';
import {
  boundaryWords,
  draftWords,
  failureWords,
  locale,
  reasonWords,
  stateWords,
  updateWords,
} from './words.ts';

/** Every text of Holdfast in English, with a sentence for each failure. */
export const en: CompleteLanguage = {
  locale,
  failures: { ...failureWords, ...sentences },
  states: stateWords,
  reasons: reasonWords,
  boundary: boundaryWords,
  drafts: draftWords,
  updates: updateWords,
};
