import type { FailureKind } from '../../failures/failure-kind.ts';
import * as http from '../../failures/kinds/http.ts';
import { CLIENT_OUTDATED } from '../../failures/kinds/contract.ts';
import { FORBIDDEN, UNAUTHENTICATED } from '../../failures/kinds/identity.ts';
import { CAPTIVE_PORTAL, PROXY_REFUSED } from '../../failures/kinds/network.ts';

/** The kinds that a status alone identifies. Each kind has its status. */
export const PLAIN_KINDS: readonly FailureKind[] = [
  http.BAD_REQUEST,
  UNAUTHENTICATED,
  http.PAYMENT_REQUIRED,
  FORBIDDEN,
  http.NOT_FOUND,
  http.METHOD_NOT_ALLOWED,
  http.NOT_ACCEPTABLE,
  PROXY_REFUSED,
  http.REQUEST_TIMEOUT,
  http.CONFLICT,
  http.GONE,
  http.PRECONDITION_FAILED,
  http.URL_TOO_LONG,
  http.MEDIA_TYPE_REFUSED,
  http.RESOURCE_LOCKED,
  http.TOO_EARLY,
  CLIENT_OUTDATED,
  http.PRECONDITION_REQUIRED,
  http.RATE_LIMITED,
  http.HEADERS_TOO_LARGE,
  http.LEGALLY_UNAVAILABLE,
  http.SERVER_ERROR,
  http.NOT_IMPLEMENTED,
  http.BAD_GATEWAY,
  http.UNAVAILABLE,
  http.GATEWAY_TIMEOUT,
  http.SERVER_STORAGE_FULL,
];

/**
 * The kind for an HTTP status, for a caller that reads no body. A kind whose details only a body tells (413, 422) is
 * `CLIENT_ERROR` here, and the page does not ship the code that picks those details.
 */
export function plainKindOfStatus(status: number): FailureKind {
  const known = PLAIN_KINDS.find((kind) => kind.status === status);
  if (known) return known;
  if (status === 511) return CAPTIVE_PORTAL;
  if (status >= 500 && status < 600) return http.OTHER_SERVER_ERROR;
  return status >= 400 && status < 500 ? http.CLIENT_ERROR : http.STATUS_UNEXPECTED;
}
