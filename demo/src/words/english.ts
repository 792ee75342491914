import type { MessageTable } from '@holdfast/core';
import { failureWords } from '@holdfast/core/messages';
import type { OwnFailureWords, WordsOfPage } from './words-of-page.ts';

const own: OwnFailureWords = {
  CHARACTER_UNKNOWN: 'Fireside does not have the character that this is about.',
  STORY_UNKNOWN: 'Fireside does not have the story that this is about.',
  PROMPT_REJECTED: 'Fireside cannot write about this.',
  GENERATOR_GONE: 'The storyteller cannot be reached just now.',
  GENERATOR_BUSY: 'The storyteller is busy just now.',
  GENERATOR_MISCONFIGURED:
    'The storyteller is not set up properly. Only the people who run this Fireside can fix it.',
  GENERATOR_STOPPED:
    'The storyteller stopped in the middle. You keep the words that came, and pay only for those.',
};

/** Replaces texts of Holdfast's own table that a writer would say in another way. */
const failures: MessageTable = {
  ...failureWords,
  ...own,
  network: 'Fireside cannot be reached.',
  policy: 'Fireside is not answering.',
  api: 'Fireside is in trouble just now.',
  UNAUTHENTICATED: 'You are signed out.',
  auth: 'You have to sign in again.',
  user: 'Another writer is signed in on this device.',
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
  BUDGET_EXCEEDED: 'What is left of today’s budget is not enough for this.',
  ACCOUNT_FULL: 'Your account is full.',
  STORAGE_UNAVAILABLE: 'This browser keeps nothing, perhaps because the window is private.',
};

const promptReasons: WordsOfPage['promptReasons'] = {
  'private-data':
    'There is an e-mail address, a telephone number or a card number in it. Take it out and try again.',
  child: 'It puts a child into a sexual scene. Fireside never writes that.',
  'self-harm':
    'It asks how to hurt oneself. If this is about you, please talk to someone you trust, or call a helpline; in an emergency call 112 or your local number.',
  weapon: 'It asks how to make something that kills. A story can do without the recipe.',
  hate: 'It calls for violence against a group of people. Put it another way.',
  generator: 'The storyteller itself refused it. Put it another way.',
};

export const english: WordsOfPage = {
  language: 'en',
  failures,
  promptReasons,
  issues: {},
  messages: {
    failures,
    connection: { degraded: 'Fireside cannot be reached.' },
    activity: { stateOffline: 'waiting for connection' },
    reasons: {
      auth: 'Sign in again and it sends.',
      conflict: 'It was changed somewhere else in the meantime. Both are kept.',
      schema: 'It was written with another version of Fireside. Reload the page, then try again.',
      uncertain:
        'The connection broke while it was sent, so it may have arrived already. Look before you send it again.',
      quota: 'You have reached a limit.',
    },
  },
};
