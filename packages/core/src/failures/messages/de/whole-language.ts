import type { CompleteLanguage } from '../messages.ts';
import { de as sentences } from './german.ts';
import {
  boundaryWords,
  draftWords,
  failureWords,
  locale,
  reasonWords,
  stateWords,
  updateWords,
} from './words.ts';

/** Every text of Holdfast in German, with a sentence for each failure. */
export const de: CompleteLanguage = {
  locale,
  failures: { ...failureWords, ...sentences },
  states: stateWords,
  reasons: reasonWords,
  boundary: boundaryWords,
  drafts: draftWords,
  updates: updateWords,
};
