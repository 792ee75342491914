/** The two names under which one request can be found in every log it touches. */
export interface RequestContext {
  readonly requestId: string;
  readonly incidentId: string;
}
