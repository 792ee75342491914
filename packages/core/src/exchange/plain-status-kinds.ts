import type { FailureKind } from '../failures/failure-kind.ts';
import * as http from '../failures/kinds/http.ts';
import { CLIENT_OUTDATED } from '../failures/kinds/contract.ts';
import { FORBIDDEN, UNAUTHENTICATED } from '../failures/kinds/identity.ts';
import { CAPTIVE_PORTAL, PROXY_REFUSED } from '../failures/kinds/network.ts';

const BY_STATUS: Readonly<Record<number, FailureKind>> = {
  400: http.BAD_REQUEST,
  401: UNAUTHENTICATED,
  402: http.PAYMENT_REQUIRED,
  403: FORBIDDEN,
  404: http.NOT_FOUND,
  405: http.METHOD_NOT_ALLOWED,
  406: http.NOT_ACCEPTABLE,
  407: PROXY_REFUSED,
  408: http.REQUEST_TIMEOUT,
  409: http.CONFLICT,
  410: http.GONE,
  412: http.PRECONDITION_FAILED,
  414: http.URL_TOO_LONG,
  415: http.MEDIA_TYPE_REFUSED,
  423: http.RESOURCE_LOCKED,
  425: http.TOO_EARLY,
  426: CLIENT_OUTDATED,
  428: http.PRECONDITION_REQUIRED,
  429: http.RATE_LIMITED,
  431: http.HEADERS_TOO_LARGE,
  451: http.LEGALLY_UNAVAILABLE,
  500: http.SERVER_ERROR,
  501: http.NOT_IMPLEMENTED,
  502: http.BAD_GATEWAY,
  503: http.UNAVAILABLE,
  504: http.GATEWAY_TIMEOUT,
  507: http.SERVER_STORAGE_FULL,
  511: CAPTIVE_PORTAL,
};

/**
 * The kind an HTTP status stands for, for who reads no body: kinds whose details only a body tells (413,
 * 422) are `CLIENT_ERROR` here, and what picks those details is not shipped.
 */
export function plainKindOfStatus(status: number): FailureKind {
  const known = BY_STATUS[status];
  if (known) return known;
  if (status >= 500 && status < 600) return http.OTHER_SERVER_ERROR;
  return status >= 400 && status < 500 ? http.CLIENT_ERROR : http.STATUS_UNEXPECTED;
}
