import type { TransportRequest } from './request-description.ts';
import { nextSpan, TRACE_HEADER } from './trace-parent.ts';

/**
 * The header with the user of the request. The server refuses the request when its credentials belong to another
 * user.
 */
export const SUBJECT_HEADER = 'holdfast-subject';
/** 1 for the first attempt. Diagnostic only. */
export const ATTEMPT_HEADER = 'holdfast-attempt';
export const REQUEST_ID_HEADER = 'x-request-id';
/** The method that arrived, as the server says. After a redirect it may differ from the method that was sent. */
export const METHOD_HEADER = 'holdfast-method';
export const INCIDENT_HEADER = 'holdfast-incident';
/** The server says with this header that it stored the answer earlier and sends it again. */
export const REPLAYED_HEADER = 'idempotency-replayed';
/** What the operation cost, as the server says, in whole micro-units. A replay says the same. */
export const COST_HEADER = 'holdfast-cost';

/** The facts that differ between calls and attempts of the same stored request. */
export interface Attempt {
  /** Minted once per logical write; stable over attempts, tabs and reloads. */
  readonly key?: string | undefined;
  readonly requestId: string;
  readonly incidentId: string;
  readonly attempt: number;
  /** The trace that the request belongs to. Each attempt is a span of its own. @default a new trace */
  readonly traceparent?: string | undefined;
  /** The user that the request belongs to: the subject that the server expects. */
  readonly owner?: string | undefined;
}

/** Adds the headers of one attempt. The key is a structured-field string, hence the quotes. */
export function withAttemptHeaders(request: TransportRequest, attempt: Attempt): TransportRequest {
  if (request.bare) return request;
  return {
    ...request,
    headers: {
      accept: 'application/json, application/problem+json;q=0.9, */*;q=0.1',
      ...request.headers,
      [REQUEST_ID_HEADER]: attempt.requestId,
      [INCIDENT_HEADER]: attempt.incidentId,
      [ATTEMPT_HEADER]: String(attempt.attempt),
      [TRACE_HEADER]: nextSpan(attempt.traceparent),
      ...(attempt.key === undefined ? {} : { 'idempotency-key': `"${attempt.key}"` }),
      ...(attempt.owner === undefined
        ? {}
        : { [SUBJECT_HEADER]: encodeURIComponent(attempt.owner) }),
    },
  };
}
