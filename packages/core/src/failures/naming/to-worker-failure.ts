import type { Effect, RetryAdvice } from '../failure-kind.ts';
import { Failure, isFailure } from '../failure.ts';
import { RESOURCE_EXHAUSTED } from '../kinds/budget.ts';
import { MESSAGE_UNREADABLE, WORKER_FAILED } from '../kinds/runtime.ts';
import { peek, peekText } from './peek.ts';

interface Said {
  readonly retry: RetryAdvice;
  readonly effect: Effect;
}

const NOT_FETCHED: Said = { retry: 'later', effect: 'none' };
/** The same call is refused each time. */
const REFUSED: Said = { retry: 'never', effect: 'none' };
/** The worker's code ran until it broke, and breaks there again. */
const BROKE: Said = { retry: 'never', effect: 'unknown' };
/** Something else ended the worker. */
const ENDED: Said = { retry: 'later', effect: 'unknown' };

// A service worker whose script cannot be loaded and one that breaks at its start both reject with a bare
// `TypeError`. Only the texts of the engines tell them apart.
const BY_TEXT: readonly (readonly [texts: RegExp, said: Said])[] = [
  [/bad HTTP response|when fetching the script|^Script .* load failed/, NOT_FETCHED],
  [
    /^(Failed to construct|Failed to register a ServiceWorker: |Worker constructor: |ServiceWorkerContainer\.register: |serviceWorker\.register\(\) must|Not enough arguments)/,
    REFUSED,
  ],
  // Firefox says this of a script that did not come and of one whose installation failed.
  [/encountered an error during installation|cannot be started|Timed out|shutdown/, ENDED],
];

/**
 * Names an error of starting a worker, of registering a service worker or of talking to one, and the events `error`
 * and `messageerror` of a worker. Do not restart a worker whose code broke: it breaks again, and its effects until
 * then are unknown.
 */
export function toWorkerFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  if (peek(error, 'name') === 'DataCloneError' || peek(error, 'type') === 'messageerror') {
    return new Failure(MESSAGE_UNREADABLE, { cause: error });
  }
  if (peek(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new Failure(RESOURCE_EXHAUSTED, { effect: 'unknown', cause: error });
  }
  return new Failure(WORKER_FAILED, { ...saidBy(error), cause: error });
}

function saidBy(error: unknown): Said {
  const message = peekText(error, 'message');
  // An error of the script has a text; the event of a script that did not come has none.
  if (peek(error, 'type') === 'error') return message ? BROKE : NOT_FETCHED;
  // The port to the worker was closed, so something ended it.
  if (peek(error, 'type') === 'close') return ENDED;
  if (/^ERR_WORKER_(?!UNSERIALIZABLE)/.test(peekText(error, 'code'))) {
    return /(NOT_RUNNING|INIT_FAILED)$/.test(peekText(error, 'code')) ? NOT_FETCHED : REFUSED;
  }
  switch (peek(error, 'name')) {
    case 'SecurityError':
      return REFUSED;
    case 'SyntaxError':
      // A platform exception means that the address does not parse. Any other error comes from the script.
      return peek(error, 'code') === 12 ? REFUSED : BROKE;
    case 'AbortError':
    case 'InvalidStateError':
    case 'NetworkError':
    case 'TimeoutError':
      return ENDED;
    case 'TypeError':
      return BY_TEXT.find(([texts]) => texts.test(message))?.[1] ?? BROKE;
    default:
      return BROKE;
  }
}
