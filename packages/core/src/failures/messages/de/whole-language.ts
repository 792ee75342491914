import type { CompleteLanguage } from '../messages.ts';
import { fieldWords } from './field-words.ts';
import { de as sentences } from './german.ts';
import {
  boundaryWords,
  draftWords,
  failureWords,
  locale,
  reasonWords,
  stateWords,
  summaryWords,
  updateWords,
} from './words.ts';
import {
  activityWords,
  ageWords,
  conflictWords,
  connectionWords,
  noticeWords,
  progressWords,
  retryWords,
  syncWords,
} from './screen-words.ts';

/** Every text of Holdfast in German, with a sentence for each failure. */
export const de: CompleteLanguage = {
  locale,
  failures: { ...failureWords, ...sentences },
  states: stateWords,
  reasons: reasonWords,
  boundary: boundaryWords,
  drafts: draftWords,
  fields: fieldWords,
  updates: updateWords,
  connection: connectionWords,
  sync: syncWords,
  notices: noticeWords,
  activity: activityWords,
  retry: retryWords,
  progress: progressWords,
  age: ageWords,
  conflict: conflictWords,
  summary: summaryWords,
};
