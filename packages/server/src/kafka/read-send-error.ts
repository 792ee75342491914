import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { peek } from '@holdfast/core/parts';
import { TimeoutError } from '@platformatic/kafka';
import type { RelayVerdict } from '../relay/relay-sink.ts';
import { verdictOfCode } from './verdict-of-code.ts';

/** The parts of the client's errors that this file reads. */
interface ClientError {
  /** The client's own code. */
  readonly code?: string;
  readonly cause?: unknown;
  /** Kafka's error code. */
  readonly apiCode?: number;
  /** The errors of several attempts or brokers, or of several parts of an answer. */
  readonly errors?: readonly ClientError[];
  /** The broker's answer to a Produce request. */
  readonly response?: { readonly responses?: readonly TopicAnswer[] };
  /** The partitions of the brokers that took their events. Present only when the client asked several brokers. */
  readonly produced?: { readonly offsets?: readonly Place[] };
}

interface TopicAnswer {
  readonly name: string;
  readonly partitionResponses: readonly { readonly index: number; readonly errorCode: number }[];
}

/** A partition of a topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** One text for each partition of a topic. */
export const nameOfPlace = ({ topic, partition }: Place): string => `${topic} ${partition}`;

/** The verdict on all events of a call that failed without an answer about a partition. */
export function verdictOfError(error: unknown): RelayVerdict {
  const last = lastAttempt(error as ClientError);
  if (last.code === 'PLT_KFK_AUTHENTICATION') return verdictOfCode(58);
  // The client's code for a topic that the broker does not know.
  if (last.code === 'PLT_KFK_USER') return verdictOfCode(3);
  const code = last.apiCode ?? last.errors?.find(({ apiCode }) => apiCode !== undefined)?.apiCode;
  if (code !== undefined) return verdictOfCode(code);
  if (last instanceof TimeoutError) return verdictOfCode(7);
  // The connection is lost, and the broker may have taken the events. The text of the error may contain an address.
  const system = peek(last.cause, 'code') ?? last.code;
  return uncertain(typeof system === 'string' ? system : 'UNKNOWN', {
    ...{ name: peek(last, 'name'), code: system },
  });
}

/** The broker may have taken the events. */
function uncertain(reason: string, cause?: object): RelayVerdict {
  const init = { effect: 'unknown', details: { reason }, cause } as const;
  return { outcome: 'retry', failure: new Failure(catalogue.BROKER_UNAVAILABLE, init) };
}

/**
 * Reads the verdict of each partition from the error of a send. The send may have gone to several brokers, and
 * twice to each. A partition that one attempt wrote is done, whatever the next attempt met.
 */
export function readSendError(error: unknown): (place: Place) => RelayVerdict {
  const { produced, errors = [] } = error as ClientError;
  if (!produced) return () => verdictOfError(error);
  const codes = new Map<string, number>();
  for (const place of produced.offsets ?? []) codes.set(nameOfPlace(place), 0);
  let unanswered: RelayVerdict | undefined;
  for (const broker of errors) {
    const attempts = attemptsOf(broker);
    for (const [index, attempt] of attempts.entries()) {
      const isLast = index === attempts.length - 1;
      if (isLast && !attempt.response) unanswered = mildest(unanswered, verdictOfError(attempt));
      for (const [name, code] of codesIn(attempt)) {
        if (code === 0 || (isLast && codes.get(name) !== 0)) codes.set(name, code);
      }
    }
  }
  return (place) => {
    const code = codes.get(nameOfPlace(place));
    // A code is the verdict on its own partition only: an event of another one must not become dead by it.
    return code === undefined ? (unanswered ?? uncertain('NO_ANSWER')) : verdictOfCode(code);
  };
}

/** The event may have gone to either of two brokers. A retry is always safe. */
function mildest(one: RelayVerdict | undefined, other: RelayVerdict): RelayVerdict {
  return one?.outcome === 'retry' ? one : other;
}

function codesIn({ response }: ClientError): readonly (readonly [name: string, code: number])[] {
  return (response?.responses ?? []).flatMap(({ name: topic, partitionResponses }) =>
    partitionResponses.map(
      ({ index, errorCode }) => [nameOfPlace({ topic, partition: index }), errorCode] as const,
    ),
  );
}

/**
 * The errors in an error with an answer are those of its partitions. In any other error they are those of its
 * attempts.
 */
function attemptsOf(error: ClientError): readonly ClientError[] {
  return error.errors && error.code === 'PLT_KFK_MULTIPLE' ? error.errors : [error];
}

function lastAttempt(error: ClientError): ClientError {
  const last = attemptsOf(error).at(-1) ?? error;
  return last === error ? error : lastAttempt(last);
}
