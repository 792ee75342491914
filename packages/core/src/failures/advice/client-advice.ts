import type * as budget from '../kinds/budget.ts';
import type * as policy from '../kinds/policy.ts';
import type * as runtime from '../kinds/runtime.ts';
import type * as streamAndQueue from '../kinds/stream-and-queue.ts';
import type { Advice } from './advice.ts';

type Code =
  keyof typeof policy | keyof typeof budget | keyof typeof streamAndQueue | keyof typeof runtime;

export const clientAdvice: Readonly<Record<Code, Advice>> = {
  TIMEOUT: {
    message: 'One attempt passed its timeout; it may still take effect.',
    remedy:
      'Retry with an idempotency key; raise the `ms` of `timeout` if that is how long it takes.',
  },
  DEADLINE_EXCEEDED: {
    message: 'All attempts together passed the deadline.',
    remedy: 'Raise `totalMs`, or let the write wait in the outbox.',
  },
  CIRCUIT_OPEN: {
    message: 'Too many calls failed, so none is made until `retryAfterMs` has passed.',
    remedy: 'Wait; look at the failures that opened the circuit.',
  },
  BULKHEAD_FULL: {
    message: 'All places and the queue of the bulkhead are taken.',
    remedy: 'Start less at once, or raise `max` or `maxQueued`.',
  },
  BULKHEAD_TIMEOUT: {
    message: 'The call waited too long for a place.',
    remedy: 'Start less at once, or give calls a priority.',
  },
  RATE_LIMIT_REACHED: {
    message: "This client's own limiter holds the call back; nothing was sent.",
    remedy: 'Wait for `retryAfterMs`.',
  },
  RETRY_BUDGET_EMPTY: {
    message: 'For apps and servers to raise: retries are too large a part of the traffic already.',
    remedy:
      'Let the server recover. `retry` itself fails with the last failure when its `budget` is empty.',
  },
  CIRCUIT_ISOLATED: {
    message: 'The circuit was opened by hand.',
    remedy: 'Call what `isolateCircuit` returned.',
  },
  ENDPOINTS_EXHAUSTED: {
    message: 'All endpoints are ejected or refuse.',
    remedy: 'Look at the health snapshot; it is rarely all of them at once.',
  },
  DISPOSED: {
    message: 'It was used after `dispose()`.',
    remedy: 'Make a new one, or dispose later.',
  },
  PIPELINE_INVALID: {
    message:
      'Policies were combined in a way that cannot work; `details.remedy` says what to change.',
    remedy: 'Do what `details.remedy` says.',
  },
  BUDGET_EXCEEDED: {
    message: 'The reservation would pass what is left; nothing was sent.',
    remedy: 'Show what is left, and let the person decide.',
  },
  BUDGET_UNKNOWN: {
    message: 'Nobody knows what is left.',
    remedy: 'Read the balance again before spending.',
  },
  RESERVATION_EXPIRED: {
    message: 'For apps and servers to raise: the reserved amount was freed before it was settled.',
    remedy: 'Reserve for longer, or settle what the server says was used.',
  },
  QUOTA_EXCEEDED: {
    message:
      '429: an allowance is used up; `details.what` names it and `details.limit` tells how much it is.',
    remedy: 'Wait for the next period, which `retryAfterMs` tells; or raise the limit.',
  },
  ACCOUNT_FULL: {
    message:
      '403: the account holds as much as it may; `details.what` names the limit and `details.limit` tells how much it is.',
    remedy:
      'Let the person make room, or raise the limit. Sending it again before that cannot help.',
  },
  RESOURCE_EXHAUSTED: {
    message: 'Memory, sockets or file handles ran out.',
    remedy: 'Find what is not released; restart meanwhile.',
  },
  STREAM_INTERRUPTED: {
    message: 'The stream ended without saying that it is done.',
    remedy: 'Resume after the last event.',
  },
  STREAM_STALLED: {
    message: 'Connected, but not even a heartbeat came.',
    remedy: 'Connect again and resume after the last event.',
  },
  STREAM_GAP: {
    message: 'An event was skipped.',
    remedy: 'Resume after the last event that was in order.',
  },
  STREAM_GONE: {
    message: '410: the log of the stream was cleared.',
    remedy: 'Keep the text; going on is a new stream.',
  },
  STREAM_MALFORMED: {
    message: 'An event is not of the shape agreed on.',
    remedy: 'Compare the versions of both sides.',
  },
  STREAM_TAKEN: {
    message: '409: another reader follows the stream.',
    remedy: 'Mirror it from the other tab.',
  },
  GENERATOR_FAILED: {
    message: 'What produced the stream died.',
    remedy: 'Start a new generation from the text that is kept; it has a price.',
  },
  ENTRY_CANCELLED: {
    message: 'The entry was cancelled before it was sent.',
    remedy: 'Nothing to do.',
  },
  ENTRY_UNCERTAIN: {
    message: 'Sent, unanswered, and the server ignores idempotency keys.',
    remedy: 'Ask the server what it has, or ask the person.',
  },
  ENTRY_UNKNOWN: {
    message: 'No entry has this id.',
    remedy: 'Read the list again.',
  },
  OWNER_MISSING: {
    message: 'Nobody is signed in to own the entry.',
    remedy: 'Hand `identity` in, and offer writes after the sign-in.',
  },
  ENTRY_EXPIRED: {
    message: 'It may have taken effect, and is older than the server remembers keys.',
    remedy: 'Show it, and look at the data; whoever sends it again answers for it.',
  },
  QUEUE_FULL: {
    message: 'For apps and servers to raise: the queue holds as much as it may, `details.limit`.',
    remedy: 'Send what waits, or discard what is not needed.',
  },
  BROKER_UNAVAILABLE: {
    message: 'The message broker cannot be reached.',
    remedy: 'Check that it runs; producers keep what they have.',
  },
  MESSAGE_POISONED: {
    message: 'For apps and servers to raise: every consumer failed on the message.',
    remedy: 'Look at it in the dead letters; correct the consumer, then replay.',
  },
  BACK_PRESSURE: {
    message: 'Consumers are behind.',
    remedy: 'Slow down for `retryAfterMs`.',
  },
  RENDER_FAILED: {
    message: 'A component threw while rendering or in an effect. It will throw again each time.',
    remedy: 'Look at the cause; the boundary shows where.',
  },
  HYDRATION_FAILED: {
    message: 'The page and the server rendered different things.',
    remedy: 'Render the same on both sides: no time, chance or `window` in the first render.',
  },
  CHUNK_FAILED: {
    message: 'A script or style of the app did not load.',
    remedy: 'Try again; then reload the page, with unsaved work kept.',
  },
  CHUNK_STALE: {
    message: 'The server has another version of the app than the page.',
    remedy: 'Offer a reload, with unsaved work kept; keep old parts on the server for a while.',
  },
  WORKER_FAILED: {
    message:
      'A worker did not start, or it broke or ended while it worked. `retry` says whether to start it again.',
    remedy: 'Look at the cause; check the address and content type of its script.',
  },
  WORKER_UNRESPONSIVE: {
    message: 'For apps and servers to raise: a worker did not answer in time.',
    remedy: 'End it and start another.',
  },
  WORKER_UPDATE_FAILED: {
    message:
      'For apps and servers to raise: the new service worker was not installed; the old one goes on.',
    remedy: 'Try again later; check what is precached.',
  },
  MESSAGE_UNREADABLE: {
    message: 'A message between contexts cannot be cloned.',
    remedy: 'Send plain data: no functions, no DOM nodes.',
  },
  CONFIGURATION_INVALID: {
    message: 'What configures the server breaks its schema; `details.issues` names each variable.',
    remedy: 'Correct the variables named; nothing of it was taken in.',
  },
  DEFECT: {
    message: 'A bug. `details.remedy` says what to change where that is known.',
    remedy: 'Look at the cause; no retry will help.',
  },
  UNKNOWN: {
    message: 'Something was thrown that has no name.',
    remedy: 'Look at the cause, and give it one: see `defineFailures`.',
  },
};
