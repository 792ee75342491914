import { expect, it } from 'vitest';
import { verdictOfCode } from './verdict-of-code.ts';

const told = (code: number) => {
  const verdict = verdictOfCode(code);
  if (verdict.outcome === 'done') return verdict.outcome;
  const { outcome, failure } = verdict;
  const { reason } = failure.details as { reason?: string };
  return [outcome, failure.code, failure.effect, ...(reason === undefined ? [] : [reason])].join(
    ' ',
  );
};

it.each([
  [0, 'done'],
  [3, 'retry BROKER_UNAVAILABLE none UNKNOWN_TOPIC_OR_PARTITION'],
  [5, 'retry BROKER_UNAVAILABLE none LEADER_NOT_AVAILABLE'],
  [6, 'retry BROKER_UNAVAILABLE none NOT_LEADER_OR_FOLLOWER'],
  [7, 'retry TIMEOUT unknown'],
  [8, 'retry BROKER_UNAVAILABLE none BROKER_NOT_AVAILABLE'],
  [9, 'retry BROKER_UNAVAILABLE none REPLICA_NOT_AVAILABLE'],
  [10, 'dead MESSAGE_TOO_LARGE none'],
  [17, 'dead MESSAGE_REFUSED none INVALID_TOPIC_EXCEPTION'],
  [18, 'dead MESSAGE_TOO_LARGE none'],
  [19, 'retry BROKER_UNAVAILABLE none NOT_ENOUGH_REPLICAS'],
  [20, 'retry BROKER_UNAVAILABLE unknown NOT_ENOUGH_REPLICAS_AFTER_APPEND'],
  [29, 'blocked BROKER_DENIED none TOPIC_AUTHORIZATION_FAILED'],
  [30, 'blocked BROKER_DENIED none GROUP_AUTHORIZATION_FAILED'],
  [31, 'blocked BROKER_DENIED none CLUSTER_AUTHORIZATION_FAILED'],
  [45, 'retry SEQUENCE_LOST unknown OUT_OF_ORDER_SEQUENCE_NUMBER'],
  [46, 'retry SEQUENCE_LOST unknown DUPLICATE_SEQUENCE_NUMBER'],
  [47, 'retry SEQUENCE_LOST unknown INVALID_PRODUCER_EPOCH'],
  [58, 'blocked BROKER_DENIED none SASL_AUTHENTICATION_FAILED'],
  [59, 'retry SEQUENCE_LOST unknown UNKNOWN_PRODUCER_ID'],
  [87, 'dead MESSAGE_REFUSED none INVALID_RECORD'],
])('says what error %i of the broker means for an event', (code, expected) => {
  expect(told(code)).toBe(expected);
});

it.each([
  [56, 'retry BROKER_UNAVAILABLE unknown KAFKA_STORAGE_ERROR'],
  [9999, 'retry BROKER_UNAVAILABLE unknown KAFKA_9999'],
])('makes no event dead for error %i, which the table does not know', (code, expected) => {
  expect(told(code)).toBe(expected);
});
