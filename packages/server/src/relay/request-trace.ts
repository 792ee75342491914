import { nextSpan, TRACE_HEADER } from '@holdfast/core/parts';

/**
 * The `traceparent` of an event that a request causes: a span in the trace of the request. For a request without
 * a trace, it begins one.
 */
export function requestTrace(request: Request): string {
  return nextSpan(request.headers.get(TRACE_HEADER));
}
