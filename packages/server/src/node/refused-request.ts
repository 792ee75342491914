import { STATUS_CODES } from 'node:http';
import type { Failure } from '@holdfast/core';
import {
  idOf,
  INCIDENT_HEADER,
  nextIncidentId,
  type Platform,
  REQUEST_ID_HEADER,
  TRACE_HEADER,
  traceIdOf,
  uuidV7,
  withContext,
} from '@holdfast/core/parts';
import type { RequestLog } from '../logging/request-log.ts';
import { toProblemAnswer, type ProblemAnswer } from '../problems/to-problem-response.ts';
import type { RequestContext } from '../requests/request-ids.ts';

/** A request that the app never sees, with the answer for its client and the entry for the log. */
export interface RefusedRequest {
  readonly answer: ProblemAnswer;
  readonly line: RequestLog;
}

export interface Refused {
  readonly failure: Failure;
  readonly time: number;
  readonly durationMs?: number;
  /** The method, the address and other parts of the request, where Node could read its header fields. */
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Header fields that each answer of this kind has; the connection ends with it. */
const FIELDS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  connection: 'close',
};

export function refuseRequest(
  { failure, time, durationMs = 0, method = '', headers = {} }: Refused,
  platform: Pick<Platform, 'now' | 'randomBytes'>,
): RefusedRequest {
  const trace = headers[TRACE_HEADER];
  const traceId = typeof trace === 'string' ? traceIdOf(trace) : undefined;
  const context: RequestContext = {
    requestId: idIn(headers[REQUEST_ID_HEADER]) ?? uuidV7(platform),
    incidentId: idIn(headers[INCIDENT_HEADER]) ?? nextIncidentId(),
    ...(traceId !== undefined && { traceId }),
  };
  const { status, headers: fields, body } = toProblemAnswer(failure, context);
  const line: RequestLog = {
    time,
    // A 501 for an unknown client is no fault of the server.
    level: 'warn',
    ...{ method, route: '', status, durationMs: Math.round(durationMs * 10) / 10 },
    ...context,
    failure: withContext(failure, context).toJSON(),
  };
  const length = String(Buffer.byteLength(body));
  return {
    answer: { status, headers: { ...fields, ...FIELDS, 'content-length': length }, body },
    line,
  };
}

function idIn(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? idOf(value) : undefined;
}

/** The answer as it goes over the wire, for where Node has no response to write it to. */
export function bytesOf({ status, headers, body }: ProblemAnswer, date: string): Buffer {
  const lines = Object.entries({ ...headers, date }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`,
  );
}
