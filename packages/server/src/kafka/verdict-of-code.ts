import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Effect } from '@holdfast/core/parts';
import { protocolErrorsCodesById } from '@platformatic/kafka';
import type { RelayVerdict } from '../relay/relay-sink.ts';

type Judge = (reason: string) => RelayVerdict;

/** The broker takes nothing now. The relay tries again by its own policies. */
const unavailable =
  (effect: Effect): Judge =>
  (reason) => ({
    outcome: 'retry',
    failure: new Failure(catalogue.BROKER_UNAVAILABLE, { effect, details: { reason } }),
  });
/** The leader may have written the event. */
const timedOut: Judge = () => ({ outcome: 'retry', failure: new Failure(catalogue.TIMEOUT) });
/** The broker will never take the event. */
const tooLarge: Judge = () => ({
  outcome: 'dead',
  failure: new Failure(catalogue.MESSAGE_TOO_LARGE),
});
const refused: Judge = (reason) => ({
  outcome: 'dead',
  failure: new Failure(catalogue.MESSAGE_REFUSED, { details: { reason } }),
});
/** An administrator has to give the server a right or a new secret. */
const denied: Judge = (reason) => ({
  outcome: 'blocked',
  failure: new Failure(catalogue.BROKER_DENIED, { details: { reason } }),
});
/** The client takes a new producer id for the next attempt. */
const sequenceLost: Judge = (reason) => ({
  outcome: 'retry',
  failure: new Failure(catalogue.SEQUENCE_LOST, { details: { reason } }),
});

const DONE: RelayVerdict = { outcome: 'done' };

/** The meaning of Kafka's error codes for an event. No other file knows these codes. */
const JUDGES: Readonly<Record<number, Judge>> = {
  0: () => DONE,
  // Unknown topic or partition: an administrator may still create it.
  3: unavailable('none'),
  // Leader not available, and not leader or follower: the cluster is choosing a new one.
  5: unavailable('none'),
  6: unavailable('none'),
  // Request timed out.
  7: timedOut,
  // Broker or replica not available.
  8: unavailable('none'),
  9: unavailable('none'),
  // Message too large, and record list too large.
  10: tooLarge,
  18: tooLarge,
  // Invalid topic.
  17: refused,
  // Not enough replicas; with 20 only after the leader has written it.
  19: unavailable('none'),
  20: unavailable('unknown'),
  // No right to the topic, the group or the cluster, and failed authentication.
  29: denied,
  30: denied,
  31: denied,
  58: denied,
  // Out of order sequence, duplicate sequence, invalid producer epoch and unknown producer id.
  45: sequenceLost,
  46: sequenceLost,
  47: sequenceLost,
  59: sequenceLost,
  // Invalid record.
  87: refused,
};

/**
 * The verdict on an event that the broker answered with this error code; 0 stands for none. A code without a row
 * never makes an event dead: the relay retries it.
 */
export function verdictOfCode(code: number): RelayVerdict {
  const judge = JUDGES[code] ?? unavailable('unknown');
  return judge(protocolErrorsCodesById[code] ?? `KAFKA_${code}`);
}
