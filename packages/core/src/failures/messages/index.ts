export {
  boundaryWords,
  draftWords,
  fieldWords,
  failureWords,
  locale,
  reasonWords,
  stateWords,
  summaryWords,
  updateWords,
} from '#words';
export {
  activityWords,
  ageWords,
  conflictWords,
  connectionWords,
  noticeWords,
  progressWords,
  retryWords,
  syncWords,
} from '#words';
export type { MessageOverrides, Messages } from './messages.ts';
export type { FieldWord } from './field-messages.ts';
export type { DraftWord, StateWord } from './messages.ts';
export type { ActivityWord, ConflictWord } from './screen-messages.ts';
