import type { MessageTable } from '../message-table.ts';
import type { Messages } from '../messages.ts';

export {
  activityWords,
  ageWords,
  conflictWords,
  connectionWords,
  noticeWords,
  progressWords,
  retryWords,
  syncWords,
} from './screen-words.ts';

export const locale: string = 'en';

/** A sentence for each family of failures, and for the codes of which the family says too little. */
export const failureWords: MessageTable = {
  network: 'The server cannot be reached.',
  OFFLINE: 'You are offline.',
  ABORTED: 'Cancelled.',
  CAPTIVE_PORTAL: 'This network wants you to sign in.',
  api: 'The server could not do this.',
  'rate-limit': 'The server asks for a pause.',
  validation: 'Something here needs a correction.',
  RESPONSE_INVALID: 'The answer makes no sense.',
  auth: 'Please sign in.',
  CREDENTIALS_WRONG: 'Name or password is wrong.',
  FORBIDDEN: 'You may not do this.',
  ACCOUNT_SUSPENDED: 'This account has to wait a while.',
  user: 'This belongs to another account.',
  SESSION_EXPIRED: 'Your session has ended.',
  SESSION_REVOKED: 'You were signed out.',
  security: 'The server refused this.',
  resource: 'The server has too much to do.',
  transaction: 'The server could not do this.',
  storage: 'This device could not store it.',
  'server-storage': 'The server cannot store anything just now.',
  STORAGE_UNAVAILABLE: 'This browser stores nothing here.',
  quota: 'There is no room left.',
  STORAGE_QUOTA: 'This device has no room left.',
  DATABASE_FULL: 'The server has no room left.',
  SERVER_STORAGE_FULL: 'The server has no room left.',
  QUOTA_EXCEEDED: 'The allowance is used up.',
  policy: 'This cannot be done just now.',
  CIRCUIT_OPEN: 'The server is given a rest.',
  TIMEOUT: 'The server took too long.',
  budget: 'The budget does not allow this.',
  stream: 'The text broke off.',
  STREAM_STALLED: 'The text has stopped coming.',
  STREAM_GONE: 'The rest is no longer there.',
  queue: 'This could not be sent.',
  QUEUE_FULL: 'Too much is waiting already.',
  OWNER_MISSING: 'Please sign in first.',
  ENTRY_CANCELLED: 'It was taken back.',
  ENTRY_EXPIRED: 'This waited too long.',
  ENTRY_UNCERTAIN: 'It is not certain that this took effect.',
  broker: 'The server could not do this.',
  chunk: 'A part of the app did not load.',
  render: 'This part stopped working.',
  worker: 'Work in the background stopped.',
  runtime: 'Something went wrong.',
};

export const stateWords: Messages['states'] = {
  idle: '',
  running: 'Working…',
  asking: 'Last updated {age}, asking the server…',
  live: 'Up to date',
  stale: 'Last updated {age}. {failure}',
  fallback: 'Shown in place of the real thing. {failure}',
  queued: 'Saved on this device, waiting to send',
  sending: 'Saved on this device, sending now',
  unkept: 'Sending now. Not saved on this device: keep this page open',
  waiting: 'Saved on this device, next try {due}. {failure}',
  blocked: 'Saved on this device. {reason}',
  failed: 'Not done. {failure}',
  dead: 'Kept on this device, not sent. {failure}',
  streaming: 'Writing…',
  interrupted: 'Stopped here; the text is kept. {failure}',
  resuming: 'Stopped here, going on by itself. {failure}',
};

export const reasonWords: Messages['reasons'] = {
  auth: 'Sign in to send it.',
  dependency: 'It waits for something before it.',
  conflict: 'Somebody else changed the same thing.',
  schema: 'It was made by another version of the app.',
  uncertain: 'It may have been sent already; look before it is sent again.',
  quota: 'Your quota is used up.',
  paused: 'Sending is paused.',
};

export const boundaryWords: Messages['boundary'] = {
  stopped: '{name} stopped working',
  part: 'This part',
  rest: 'The rest of the page goes on.',
  retry: 'Try again',
  again: 'It tries again by itself: {attempt} of {of}.',
  offline: 'It tries again when you are online.',
  incident: 'Incident',
};

export const draftWords: Messages['drafts'] = {
  none: 'Your draft is kept on this device as you write.',
  saving: 'Keeping your draft…',
  saved: 'Draft kept {age}',
  restored: 'Your draft is back, from {age}',
  incomplete: 'Part of your draft is not kept',
  ended: 'You finished this draft in another tab',
  conflict: 'Two tabs changed this draft',
  quarantined: 'An older draft could not be read',
  unavailable: 'Your draft is not kept',
  'read-only': 'Your draft is not kept. Please reload for the new version',
};

export const updateWords: Messages['updates'] = {
  current: '',
  waiting: 'A new version is ready',
  asked: 'The new version starts when every tab has saved its work',
  applied: 'A new version is ready',
  unsaved: 'It waits until this is saved: {unsaved}.',
  apply: 'Update now',
  later: 'Later',
};

export const summaryWords: Messages['summary'] = {
  title: 'There is a problem',
  prefix: 'Error: ',
};
export { fieldWords } from './field-words.ts';
