import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import {
  fetchFailure,
  peek,
  plainKindOfStatus,
  retryAfterMs,
  type FailureInit,
} from '@holdfast/core/parts';
import { defect } from '../../mistakes/defect.ts';
import type { RelayVerdict } from '../relay-sink.ts';
import { PRIVATE_ADDRESS, type Posted } from './node-post.ts';

export interface VerdictRules {
  /** Wall-clock milliseconds. */
  readonly now: number;
  /** Whether the relay sends an event again when it may have arrived. */
  readonly resendUncertain: boolean;
  /** What ended the attempt early: the deadline of the sink, or the relay that stops. */
  readonly ended?: 'late' | 'stopped' | undefined;
  /** The receiver's word for a refusal. It contains no secret. */
  readonly word?: string | undefined;
}

// A header that Node refuses, and will refuse at every attempt.
const UNSENDABLE: readonly unknown[] = [
  ...['ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN', 'ERR_HTTP_INVALID_HEADER_VALUE'],
];
const AGAIN: readonly number[] = [408, 425, 429];
// A redirect is here: the address is a secret, so only an administrator may change it.
const ADMINISTRATOR: readonly number[] = [401, 403, 404, 407, 410];

/**
 * The verdict on an event, by the status of the answer alone. An attempt without an answer is uncertain if the
 * whole request had left: its failure has the effect `unknown`.
 */
export function httpVerdict(posted: Posted, rules: VerdictRules): RelayVerdict {
  return 'error' in posted ? unanswered(posted, rules) : answered(posted, rules);
}

function answered(
  { status, headers }: Extract<Posted, { readonly status: number }>,
  { now, word }: VerdictRules,
): RelayVerdict {
  if (status >= 200 && status < 300) return { outcome: 'done' };
  const afterMs = retryAfterMs(headers, now);
  const failure = new Failure(plainKindOfStatus(status), {
    status,
    retryAfterMs: afterMs,
    ...(word === undefined ? {} : { cause: { name: 'Receiver', code: word } }),
  });
  if (status >= 500 || AGAIN.includes(status)) {
    return { outcome: 'retry', failure, ...(afterMs === undefined ? {} : { afterMs }) };
  }
  return status < 400 || ADMINISTRATOR.includes(status)
    ? { outcome: 'blocked', failure }
    : { outcome: 'dead', failure };
}

function unanswered(
  { error, isSent }: Extract<Posted, { readonly error: unknown }>,
  { ended, resendUncertain }: VerdictRules,
): RelayVerdict {
  const code = peek(error, 'code');
  if (code === PRIVATE_ADDRESS) {
    const remedy =
      'A sink of the relay: its host is in a private network. Set `privateNetwork: true` if an administrator chose the address.';
    return { outcome: 'blocked', failure: defect(remedy) };
  }
  // Only the name and the code of the error: its text may contain the address.
  const cause = { name: peek(error, 'name'), code };
  if (UNSENDABLE.includes(code)) {
    return { outcome: 'dead', failure: new Failure(catalogue.REQUEST_UNSENDABLE, { cause }) };
  }
  const known = fetchFailure(error);
  const effect = isSent && known?.effect !== 'none' ? 'unknown' : 'none';
  const failure = nameOf(ended, { cause, effect }, known?.details);
  return effect === 'unknown' && !resendUncertain
    ? { outcome: 'dead', failure, passes: true }
    : { outcome: 'retry', failure };
}

function nameOf(
  ended: VerdictRules['ended'],
  facts: Pick<FailureInit, 'cause' | 'effect'>,
  details: unknown,
): Failure {
  if (ended === 'late') return new Failure(catalogue.TIMEOUT, facts);
  return ended === 'stopped'
    ? new Failure(catalogue.ABORTED, { ...facts, retry: 'later' })
    : new Failure(catalogue.NETWORK_FAILED, { ...facts, details: Object(details) });
}
