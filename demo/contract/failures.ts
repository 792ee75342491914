import { defineFailures } from '@holdfast/core';
import { promptReasons } from './prompt-reason.ts';

/**
 * The failures that only Fireside has. Its server raises them. They cross HTTP with their whole row, so that a page
 * which is older than a failure still handles it rightly.
 */
export const firesideFailures = defineFailures({
  character: {
    /** The request is about a character that this account never had or has no longer. */
    CHARACTER_UNKNOWN: {
      number: 2000,
      severity: 'info',
      retry: 'never',
      effect: 'none',
      status: 404,
    },
  },
  story: {
    /** The request is about a story, a chapter or a take that this account never had or has no longer. */
    STORY_UNKNOWN: {
      number: 2001,
      severity: 'info',
      retry: 'never',
      effect: 'none',
      status: 404,
    },
  },
  // Their statuses say that Fireside itself is well: no page leaves Fireside alone because a generator is in trouble.
  generator: {
    /** Fireside does not send this prompt to a generator. Nothing was spent. */
    PROMPT_REJECTED: {
      number: 2010,
      severity: 'info',
      retry: 'never',
      effect: 'none',
      status: 422,
      details: { reason: promptReasons },
    },
    /** The generator cannot be reached or answers with errors. Nothing was spent. */
    GENERATOR_GONE: {
      number: 2011,
      severity: 'warning',
      retry: 'later',
      effect: 'none',
      status: 424,
      details: { reason: ['unreachable', 'failed', 'silent'] },
    },
    /** All places of this user, of this server or of the generator are taken. `retryAfterMs` says when to try again. */
    GENERATOR_BUSY: {
      number: 2012,
      severity: 'info',
      retry: 'later',
      effect: 'none',
      status: 429,
      details: { places: ['user', 'server', 'generator'] },
    },
    /** The generator refuses what the operator of Fireside has set. Only the operator can mend it. */
    GENERATOR_MISCONFIGURED: {
      number: 2013,
      severity: 'critical',
      retry: 'never',
      effect: 'none',
      status: 424,
      details: { reason: ['key', 'model', 'request'] },
    },
    /** The generator ended in the middle of a text. The words before it are kept, and only they are paid. */
    GENERATOR_STOPPED: {
      number: 2014,
      severity: 'warning',
      retry: 'later',
      effect: 'applied',
      status: 424,
      details: { reason: ['cut', 'malformed', 'silent', 'refused'] },
    },
  },
});

export const {
  CHARACTER_UNKNOWN,
  STORY_UNKNOWN,
  PROMPT_REJECTED,
  GENERATOR_GONE,
  GENERATOR_BUSY,
  GENERATOR_MISCONFIGURED,
  GENERATOR_STOPPED,
} = firesideFailures;

type FiresideFailures = typeof firesideFailures;

declare module '@holdfast/core' {
  // oxlint-disable-next-line typescript/no-empty-object-type -- only an interface can be merged into
  interface AppFailures extends FiresideFailures {}
}
