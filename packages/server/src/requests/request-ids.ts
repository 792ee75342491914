/** The names under which one request can be found in every log it touches. */
export interface RequestContext {
  readonly requestId: string;
  readonly incidentId: string;
  /** The trace that the client says the request belongs to (W3C Trace Context), if it says so. */
  readonly traceId?: string;
}
