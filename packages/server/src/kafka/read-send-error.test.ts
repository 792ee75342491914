import {
  AuthenticationError,
  MultipleErrors,
  NetworkError,
  ResponseError,
  TimeoutError,
  UserError,
} from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { type Place, readSendError, verdictOfError } from './read-send-error.ts';

const PRODUCE = 0;

/** The client's error for an answer with these codes, by partition of topic `t`. */
function answered(codes: Readonly<Record<number, number>>): ResponseError {
  const partitionResponses = Object.entries(codes).map(([index, errorCode]) => ({
    index: Number(index),
    errorCode,
  }));
  const errors = partitionResponses.flatMap(({ errorCode }, at): [string, [number, null]][] =>
    errorCode === 0 ? [] : [[`/responses/0/partition_responses/${at}`, [errorCode, null]]],
  );
  const response = { responses: [{ name: 't', partitionResponses }] };
  return new ResponseError(PRODUCE, 7, Object.fromEntries(errors), response);
}
const twice = (...errors: readonly Error[]) =>
  new MultipleErrors('produce failed 2 times.', [...errors]);
const sent = (brokers: readonly Error[], offsets: readonly Place[] = []) =>
  Object.assign(new MultipleErrors('Producing messages failed.', [...brokers]), {
    produced: { offsets },
  });
const outcomes = (error: unknown, partitions: number) =>
  Array.from({ length: partitions }, (_, partition) => {
    const verdict = readSendError(error)({ topic: 't', partition });
    return verdict.outcome === 'done' ? 'done' : `${verdict.outcome} ${verdict.failure.code}`;
  });

const UNAVAILABLE = 'retry BROKER_UNAVAILABLE';
const lost = new NetworkError('Connection closed');

describe('the error of a send', () => {
  it('gives each partition the verdict of its own code', () => {
    expect(outcomes(sent([answered({ 0: 0, 1: 10, 2: 29, 3: 6 })]), 4)).toEqual([
      'done',
      'dead MESSAGE_TOO_LARGE',
      'blocked BROKER_DENIED',
      UNAVAILABLE,
    ]);
  });

  it('does not hold the partitions of one broker back for the failure of another', () => {
    const offsets = [{ topic: 't', partition: 0 }];
    expect(outcomes(sent([lost], offsets), 2)).toEqual(['done', UNAVAILABLE]);
    expect(outcomes(sent([answered({ 0: 87 }), lost]), 2)).toEqual([
      'dead MESSAGE_REFUSED',
      UNAVAILABLE,
    ]);
  });

  it('uses the last of two attempts', () => {
    expect(outcomes(sent([twice(answered({ 0: 7 }), answered({ 0: 10 }))]), 1)).toEqual([
      'dead MESSAGE_TOO_LARGE',
    ]);
    expect(outcomes(sent([twice(answered({ 0: 19 }), lost)]), 1)).toEqual([UNAVAILABLE]);
  });

  it('counts a partition as done if the first of two attempts wrote it', () => {
    const first = answered({ 0: 0, 1: 19 });
    expect(outcomes(sent([twice(first, lost)]), 2)).toEqual(['done', UNAVAILABLE]);
    expect(outcomes(sent([twice(first, answered({ 0: 6, 1: 6 }))]), 2)).toEqual([
      'done',
      UNAVAILABLE,
    ]);
  });

  it('asks for a retry if an event may have gone to either of two brokers', () => {
    const denied = new AuthenticationError('no');
    expect(outcomes(sent([lost, denied]), 1)).toEqual([UNAVAILABLE]);
    expect(outcomes(sent([denied, lost]), 1)).toEqual([UNAVAILABLE]);
    expect(outcomes(sent([denied]), 1)).toEqual(['blocked BROKER_DENIED']);
  });

  it('asks for a retry of an event whose partition no broker names', () => {
    expect(outcomes(sent([answered({ 0: 10 })]), 2)).toEqual([
      'dead MESSAGE_TOO_LARGE',
      UNAVAILABLE,
    ]);
    const withoutOffsets = Object.assign(new MultipleErrors('no', [lost]), { produced: {} });
    expect(outcomes(withoutOffsets, 1)).toEqual([UNAVAILABLE]);
    expect(outcomes(new MultipleErrors('no attempt', []), 1)).toEqual([UNAVAILABLE]);
  });

  it('is the same for all partitions when the send never began', () => {
    expect(outcomes(twice(lost, lost), 2)).toEqual([UNAVAILABLE, UNAVAILABLE]);
  });
});

describe('an error of the client', () => {
  it.each([
    ['a lost connection', lost, 'BROKER_UNAVAILABLE', 'PLT_KFK_NETWORK'],
    ['a time limit', new TimeoutError('Request timed out'), 'TIMEOUT', undefined],
    [
      'a refused connection',
      new NetworkError('t', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
      'BROKER_UNAVAILABLE',
      'ECONNREFUSED',
    ],
    [
      'a topic that is not there',
      new UserError('Unknown topic t.'),
      'BROKER_UNAVAILABLE',
      'UNKNOWN_TOPIC_OR_PARTITION',
    ],
    [
      'a refused secret',
      new AuthenticationError('no'),
      'BROKER_DENIED',
      'SASL_AUTHENTICATION_FAILED',
    ],
    [
      'an answer with a code',
      twice(lost, answered({ 0: 29 })),
      'BROKER_DENIED',
      'TOPIC_AUTHORIZATION_FAILED',
    ],
    ['anything else', new TypeError('oops'), 'BROKER_UNAVAILABLE', 'UNKNOWN'],
  ])('is named: %s', (_title, error, code, reason) => {
    const details = reason === undefined ? {} : { reason };
    expect(verdictOfError(error)).toMatchObject({ failure: { code, details } });
  });

  it('says that a request without an answer may have taken effect', () => {
    expect(verdictOfError(lost)).toMatchObject({ failure: { effect: 'unknown' } });
  });
});
