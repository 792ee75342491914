import {
  type Failure,
  type FailureJson,
  type FieldIssue,
  REPLAYED_HEADER,
  toFailure,
  withContext,
} from '@holdfast/core';
import { framesOf } from './stack-frames.ts';
import type { RequestContext } from '../requests/request-context.ts';

export type LogLevel = 'info' | 'warn' | 'error';

/** One request, one line. It holds no header, no body and no query. */
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
  /** Where an unexpected error was thrown. Its message is left out: it may hold private text. */
  readonly frames?: readonly string[];
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

/** Says of an answered request what may be kept of it. */
export function describeRequest(answered: AnsweredRequest): RequestLog {
  const { request, response, route, context, time, durationMs, thrown } = answered;
  const failure = thrown === undefined ? undefined : withContext(toFailure(thrown), context);
  const { status } = response;
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
    ...(failure && status >= 500 ? { frames: framesOf(failure.cause ?? thrown) } : {}),
  };
}

// What a client sent may be quoted in the messages of issues; where it was wrong is enough.
function loggable(failure: Failure): FailureJson {
  const json = failure.toJSON();
  const { issues } = json.details as { issues?: readonly FieldIssue[] };
  return issues === undefined
    ? json
    : { ...json, details: { pointers: issues.map(({ pointer }) => pointer) } };
}
