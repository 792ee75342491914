import {
  idOf,
  INCIDENT_HEADER,
  nextIncidentId,
  type Platform,
  REQUEST_ID_HEADER,
  uuidV7,
  webPlatform,
} from '@holdfast/core';
import { requireRequest } from '../mistakes/require-request.ts';

/** The two names under which one request can be found in every log it touches. */
export interface RequestContext {
  readonly requestId: string;
  readonly incidentId: string;
}

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
  requireRequest('requestContext', request);
  const context = {
    requestId: wellFormed(request, REQUEST_ID_HEADER) ?? uuidV7(platform),
    incidentId: wellFormed(request, INCIDENT_HEADER) ?? nextIncidentId(),
  };
  known.set(request, context);
  return context;
}

// What a client sends ends up in logs and headers: a token in the place of an id is not taken over.
function wellFormed(request: Request, header: string): string | undefined {
  return idOf(request.headers.get(header));
}
