import {
  idOf,
  INCIDENT_HEADER,
  nextIncidentId,
  type Platform,
  REQUEST_ID_HEADER,
  uuidV7,
  webPlatform,
} from '@holdfast/core/parts';
import { requireRequest } from '../mistakes/require-request.ts';
import type { RequestContext } from './request-ids.ts';
import { knownRecord, recordOf } from './request-record.ts';

/**
 * The ids of a request: the client's own where they are well-formed, fresh ones otherwise. Asking
 * twice about the same `Request` gives the same ids.
 */
export function requestContext(
  request: Request,
  platform: Pick<Platform, 'now' | 'randomBytes'> = webPlatform,
): RequestContext {
  const found = knownRecord(request)?.context;
  if (found) return found;
  requireRequest('requestContext', request);
  const context = {
    requestId: wellFormed(request, REQUEST_ID_HEADER) ?? uuidV7(platform),
    incidentId: wellFormed(request, INCIDENT_HEADER) ?? nextIncidentId(),
  };
  recordOf(request).context = context;
  return context;
}

// What a client sends ends up in logs and headers: a token in the place of an id is not taken over.
function wellFormed(request: Request, header: string): string | undefined {
  return idOf(request.headers.get(header));
}
