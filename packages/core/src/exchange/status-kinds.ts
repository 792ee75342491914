import type { FailureKind } from '../failures/failure-kind.ts';
import * as http from '../failures/kinds/http.ts';
import { REQUEST_INVALID } from '../failures/kinds/contract.ts';
import { FORBIDDEN, UNAUTHENTICATED } from '../failures/kinds/identity.ts';

const BY_STATUS: Readonly<Record<number, FailureKind>> = {
  400: http.BAD_REQUEST,
  401: UNAUTHENTICATED,
  403: FORBIDDEN,
  404: http.NOT_FOUND,
  405: http.METHOD_NOT_ALLOWED,
  408: http.REQUEST_TIMEOUT,
  409: http.CONFLICT,
  410: http.GONE,
  412: http.PRECONDITION_FAILED,
  413: http.BODY_TOO_LARGE,
  415: http.MEDIA_TYPE_REFUSED,
  422: REQUEST_INVALID,
  425: http.TOO_EARLY,
  429: http.RATE_LIMITED,
  500: http.SERVER_ERROR,
  501: http.NOT_IMPLEMENTED,
  502: http.BAD_GATEWAY,
  503: http.UNAVAILABLE,
  504: http.GATEWAY_TIMEOUT,
};

/** The kind an HTTP status stands for when the answer says nothing better. */
export function kindOfStatus(status: number): FailureKind {
  const known = BY_STATUS[status];
  if (known) return known;
  if (status >= 500 && status < 600) return http.OTHER_SERVER_ERROR;
  return status >= 400 && status < 500 ? http.CLIENT_ERROR : http.STATUS_UNEXPECTED;
}
