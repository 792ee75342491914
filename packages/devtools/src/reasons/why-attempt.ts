import type { NotRetried } from '@holdfast/core/policies';
import type { FailureJson } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';

const NOT_RETRIED: { readonly [TWhy in NotRetried]: string } = {
  final: 'the failure says that another attempt cannot help',
  applied: 'the server did the work although the attempt failed',
  unsafe: 'the server may have done the work, and the call has no key that makes it safe to repeat',
  attempts: 'it was the last attempt that the retry allows (maxAttempts)',
  hint: 'the server asks for a longer wait than the retry accepts (maxHintMs)',
  deadline: 'the next attempt would not begin before the deadline of the call',
  budget: 'too much of the traffic to this server is extra attempts already (retry budget)',
  aborted: 'the caller aborted the call',
  ended: 'a policy around the call ended it',
  disposed: 'the runtime was disposed',
  'circuit-open': 'the circuit is open, and no retry stands around it',
  'circuit-isolated': 'the circuit was isolated by hand, and no retry stands around it',
  'bulkhead-full': 'all places of the bulkhead were taken, and no retry stands around it',
  'rate-limited': 'the rate limit of this page was reached, and no retry stands around it',
  'no-retry': 'no retry of this call decides about it',
};

const NOT_RESUMED = {
  aborted: 'the reader left it',
  'not-retryable': 'its request failed in a way that another one cannot help',
  'attempts-used': 'the connections in a row that may bring nothing were used up',
  'hint-too-long': 'the server asks for a longer wait than the reader accepts',
  ended: 'the server ended it',
  gone: 'the server does not know it any longer',
  unfit: 'an event did not fit twice at the same place',
};

/** Why an attempt was followed by another one, or was not; `undefined` when there is nothing to explain. */
export function whyAttempt(event: TelemetryEvent): string | undefined {
  switch (event.type) {
    case 'attempt.settled': {
      const { failure, delayMs, notRetried } = event;
      if (!failure) return delayMs === undefined ? undefined : again(delayMs, undefined);
      if (delayMs !== undefined) return again(delayMs, failure);
      return notRetried && `Not retried: ${NOT_RETRIED[notRetried] ?? notRetried}.`;
    }
    case 'operation.settled': {
      const { notResumed } = event;
      return notResumed && `Not resumed: ${NOT_RESUMED[notResumed] ?? notResumed}.`;
    }
    case 'outbox.changed':
      return event.failure && outboxSays(event.state, event.failure);
    default:
      return undefined;
  }
}

function again(delayMs: number, failure: FailureJson | undefined): string {
  const after = `Retried after ${Math.round(delayMs)} ms`;
  if (!failure) return `${after}.`;
  const { code, retry, effect, retryAfterMs } = failure;
  const helps = retry === 'now' ? 'at once' : 'later';
  const safe = effect === 'none' ? 'the server did nothing' : 'the call is safe to repeat';
  const hint = hintOf(retryAfterMs);
  return `${after}: ${code} says that another attempt ${helps} can help, and ${safe}.${hint}`;
}

function outboxSays(state: string, { code, retryAfterMs }: FailureJson): string | undefined {
  const hint = hintOf(retryAfterMs);
  if (state === 'waiting') return `The outbox tries again: ${code} can pass by itself.${hint}`;
  if (state.startsWith('blocked'))
    return `Not retried: it waits for the user or the app (${code}).`;
  if (state === 'dead') return `Not retried: ${code} says that another attempt cannot help.`;
  return undefined;
}

const hintOf = (ms: number | undefined): string =>
  ms ? ` It asks for a wait of ${Math.round(ms)} ms.` : '';
