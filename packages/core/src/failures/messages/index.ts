export {
  boundaryWords,
  draftWords,
  failureWords,
  locale,
  reasonWords,
  stateWords,
  updateWords,
} from '#words';
export type { MessageOverrides, Messages } from './messages.ts';
