import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { peek } from '@holdfast/core/parts';
import { TimeoutError } from '@platformatic/kafka';
import type { RelayVerdict } from '../relay/relay-sink.ts';
import { verdictOfCode } from './verdict-of-code.ts';

/** An error of the client, as far as this file reads it. */
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
  /** The partitions of the brokers that took their part; there only when several brokers were asked. */
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

/** One text for each place. */
export const nameOfPlace = ({ topic, partition }: Place): string => `${topic} ${partition}`;

/** The verdict on everything that was part of a call which failed without an answer about a partition. */
export function verdictOfError(error: unknown): RelayVerdict {
  const last = lastAttempt(error as ClientError);
  if (last.code === 'PLT_KFK_AUTHENTICATION') return verdictOfCode(58);
  // The client's word for a topic that the broker does not know.
  if (last.code === 'PLT_KFK_USER') return verdictOfCode(3);
  const code = last.apiCode ?? last.errors?.find(({ apiCode }) => apiCode !== undefined)?.apiCode;
  if (code !== undefined) return verdictOfCode(code);
  if (last instanceof TimeoutError) return verdictOfCode(7);
  // The connection is lost, and the broker may have taken it. The text of the error may hold an address.
  const system = peek(last.cause, 'code') ?? last.code;
  const init = {
    effect: 'unknown',
    details: { reason: typeof system === 'string' ? system : 'UNKNOWN' },
    cause: { name: peek(last, 'name'), code: system },
  } as const;
  return { outcome: 'retry', failure: new Failure(catalogue.BROKER_UNAVAILABLE, init) };
}

/**
 * Reads what became of each partition from the error of a send that went to several brokers, each of which the client
 * may have asked twice. A partition that some attempt wrote is done, whatever came after.
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
    return code === undefined ? (unanswered ?? verdictOfError(error)) : verdictOfCode(code);
  };
}

/** Of two brokers it is not known which one an event went to. A retry is never wrong. */
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

/** An error that holds an answer has the errors of its parts; any other list of errors is one of attempts. */
function attemptsOf(error: ClientError): readonly ClientError[] {
  return error.errors && error.code === 'PLT_KFK_MULTIPLE' ? error.errors : [error];
}

function lastAttempt(error: ClientError): ClientError {
  const last = attemptsOf(error).at(-1) ?? error;
  return last === error ? error : lastAttempt(last);
}
