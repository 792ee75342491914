import {
  INCIDENT_HEADER,
  nextIncidentId,
  type Platform,
  REQUEST_ID_HEADER,
  uuidV7,
  webPlatform,
} from '@holdfast/core';

/** The two names under which one request can be found in every log it touches. */
export interface RequestContext {
  readonly requestId: string;
  readonly incidentId: string;
}

// What a client sends ends up in logs and headers, so only plain short names are taken over.
const WELL_FORMED = /^[\w.:-]{1,128}$/;

const known = new WeakMap<Request, RequestContext>();

/**
 * The ids of a request: the client's own where they are well-formed, fresh ones otherwise. Asking
 * twice about the same `Request` gives the same ids.
 */
export function requestContext(
  request: Request,
  platform: Pick<Platform, 'now' | 'randomBytes'> = webPlatform,
): RequestContext {
  const found = known.get(request);
  if (found) return found;
  const context = {
    requestId: wellFormed(request, REQUEST_ID_HEADER) ?? uuidV7(platform),
    incidentId: wellFormed(request, INCIDENT_HEADER) ?? nextIncidentId(),
  };
  known.set(request, context);
  return context;
}

function wellFormed(request: Request, header: string): string | undefined {
  const value = request.headers.get(header);
  return value !== null && WELL_FORMED.test(value) ? value : undefined;
}
