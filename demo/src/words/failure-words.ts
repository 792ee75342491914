import { userMessage, type Failure, type MessageTable } from '@holdfast/core';
import { failureWords } from '@holdfast/core/messages';
import type { firesideFailures } from '../../contract/failures.ts';
import { pauseInWords } from './pause.ts';

/** A sentence for every failure of Fireside's own: a new failure does not compile without one. */
const own: Readonly<Record<keyof typeof firesideFailures, string>> = {
  CHARACTER_UNKNOWN: 'Fireside does not have the character that this is about.',
};

/** Holdfast's own table, where a writer would say it another way. */
const words: MessageTable = {
  ...failureWords,
  ...own,
  network: 'Fireside cannot be reached.',
  policy: 'Fireside is not answering.',
  api: 'Fireside is in trouble just now.',
  UNAUTHENTICATED: 'You are signed out.',
  auth: 'You have to sign in again.',
  user: 'Somebody else is signed in on this device.',
  'rate-limit': 'You did that too often in a short time.',
  ADDRESS_BLOCKED:
    'Too many requests from your network failed, so Fireside refuses all of them for a while.',
  ACCOUNT_SUSPENDED:
    'Fireside refused too many requests from your account, so your account has to wait for a while.',
  security: 'Fireside refused it.',
  resource: 'Fireside has too much to do just now.',
  'server-storage': 'Fireside cannot save anything just now.',
  DATABASE_FULL: 'Fireside has no room left just now.',
  CONFLICT: 'It was changed somewhere else in the meantime.',
  PRECONDITION_FAILED: 'It was changed somewhere else in the meantime.',
  NOT_FOUND: 'Fireside does not know what it belongs to.',
  BAD_REQUEST: 'Fireside could not take it.',
  BODY_TOO_LARGE: 'It is longer than Fireside can take.',
  validation: 'Something in it has to be put right first.',
  storage: 'This device cannot keep anything just now.',
  CONTEXT_INSECURE: 'Fireside needs an address that begins with https.',
  SERVER_STORAGE_FULL: 'Fireside has no room left just now.',
  QUEUE_FULL:
    'Too many changes wait on this device. Add it again when some are sent, or discard some under Activity.',
  QUOTA_EXCEEDED: 'Fireside cannot take more from you for now.',
  ACCOUNT_FULL: 'Your account is full.',
  STORAGE_UNAVAILABLE: 'This browser keeps nothing, perhaps because the window is private.',
};

/** Why something went wrong, in words for a writer. */
export const reasonOf = (failure: Failure): string =>
  `${userMessage(failure, words)} ${pauseInWords(failure)}`.trim();
