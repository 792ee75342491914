import {
  idOf,
  INCIDENT_HEADER,
  nextIncidentId,
  type Platform,
  REQUEST_ID_HEADER,
  TRACE_HEADER,
  traceIdOf,
  uuidV7,
  webPlatform,
} from '@holdfast/core/parts';
import { requireRequest } from '../mistakes/require-request.ts';
import type { RequestContext } from './request-ids.ts';
import { knownRecord, recordOf } from './request-record.ts';

export interface RequestContextOptions {
  /** @default the ambient platform */
  readonly platform?: Pick<Platform, 'now' | 'randomBytes'>;
}

/**
 * The ids of a request: those of the client where they are well-formed, and otherwise fresh ones. A second call with
 * the same `Request` gives the same ids.
 */
export function requestContext(
  request: Request,
  { platform = webPlatform }: RequestContextOptions = {},
): RequestContext {
  const found = knownRecord(request)?.context;
  if (found) return found;
  requireRequest('requestContext', request);
  const traceId = traceIdOf(request.headers.get(TRACE_HEADER));
  const context = {
    requestId: wellFormed(request, REQUEST_ID_HEADER) ?? uuidV7(platform),
    incidentId: wellFormed(request, INCIDENT_HEADER) ?? nextIncidentId(),
    ...(traceId !== undefined && { traceId }),
  };
  recordOf(request).context = context;
  return context;
}

// These ids end up in logs and headers. So the server does not take over a token in the place of an id.
function wellFormed(request: Request, header: string): string | undefined {
  return idOf(request.headers.get(header));
}
