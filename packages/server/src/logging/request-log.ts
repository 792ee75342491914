import type { Failure, FieldIssue } from '@holdfast/core';
import { type FailureJson, REPLAYED_HEADER, withContext } from '@holdfast/core/parts';
import { adviceAt } from '../mistakes/request-advice.ts';
import { knownBytes } from '../requests/read-bytes.ts';
import { messagesOf } from './messages-of.ts';
import { ownWords } from './own-words.ts';
import { framesOf } from './stack-frames.ts';
import type { RequestContext } from '../requests/request-ids.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';

export type LogLevel = 'info' | 'warn' | 'error';

/**
 * The line of one request. It holds no header, no body and no query. The messages of an unexpected error are
 * redacted.
 */
export interface RequestLog extends RequestContext {
  /** Wall-clock milliseconds when the request came. */
  readonly time: number;
  readonly level: LogLevel;
  readonly method: string;
  /** The pattern that matched, such as `/api/characters/:id`: an address may hold private text. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
  readonly replayed?: boolean;
  readonly failure?: FailureJson;
  /**
   * The redacted messages of an unexpected error and its causes: without credentials, addresses of people, quoted
   * text, tokens and values of the request. Answers never have them.
   */
  readonly messages?: readonly string[];
  /** Where an unexpected error was thrown. */
  readonly frames?: readonly string[];
  /** A change that the app's developer should make, although this request was answered. */
  readonly advice?: readonly string[];
}

/** Receives each line. An exception of it changes no answer and goes to the console. */
export type LogSink = (line: RequestLog) => void;

export interface AnsweredRequest {
  readonly request: Request;
  readonly response: Response;
  readonly route: string;
  readonly context: RequestContext;
  readonly time: number;
  readonly durationMs: number;
  readonly thrown?: unknown;
}

/** Makes the line of an answered request, from the facts that a log may keep. */
export function describeRequest(answered: AnsweredRequest): RequestLog {
  const { request, response, route, context, time, durationMs, thrown } = answered;
  const failure = thrown === undefined ? undefined : withContext(toServerFailure(thrown), context);
  const { status } = response;
  const advice = adviceAt(request);
  return {
    time,
    level: status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info',
    method: request.method,
    route,
    status,
    durationMs: Math.round(durationMs * 10) / 10,
    ...context,
    ...(response.headers.get(REPLAYED_HEADER) === 'true' ? { replayed: true } : {}),
    ...(failure ? { failure: loggable(failure) } : {}),
    ...(advice.length > 0 ? { advice } : {}),
    ...(failure && status >= 500 ? unexpected(answered, failure) : {}),
  };
}

function unexpected(
  { request, route, thrown }: AnsweredRequest,
  { cause }: Failure,
): Pick<RequestLog, 'messages' | 'frames'> {
  const messages = messagesOf(thrown, ownWords({ request, route, body: knownBytes(request) }));
  const frames = framesOf(cause);
  return {
    ...(messages.length > 0 ? { messages } : {}),
    // A cause that is no error, or that was made elsewhere, does not lead to the mistake.
    frames: frames.length > 0 ? frames : framesOf(thrown),
  };
}

// The messages of issues may quote the client. Their pointers are enough.
function loggable(failure: Failure): FailureJson {
  const json = failure.toJSON();
  const { issues } = json.details as { issues?: readonly FieldIssue[] };
  return issues === undefined
    ? json
    : { ...json, details: { pointers: issues.map(({ pointer }) => pointer) } };
}
