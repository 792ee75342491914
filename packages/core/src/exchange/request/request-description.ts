import { Failure } from '../../failures/failure.ts';
import { REQUEST_UNSENDABLE } from '../../failures/kinds/contract.ts';
import { descriptionIssues } from './description-issues.ts';
import { joinUrl } from './join-url.ts';
import type { Method, RequestDescription, TransportRequest } from './transport-request.ts';
import { unsendableRequest } from './unsendable-request.ts';
import { refuseSecretAddress } from '#secret-address';

export type { Method, RequestDescription, TransportRequest } from './transport-request.ts';

/**
 * Serialises a description against the base URL; both may be relative to the page's origin. Throws
 * `REQUEST_UNSENDABLE` for a description that cannot be sent unchanged, before anything is stored or sent. In a page, a build for development refuses a secret address.
 */
export function toTransportRequest(
  description: RequestDescription,
  baseUrl: string,
): TransportRequest {
  const issues = descriptionIssues(description);
  if (issues.length > 0) throw new Failure(REQUEST_UNSENDABLE, { details: { issues } });
  const { method, path, query, headers, json, body } = description;
  const url = joinUrl(baseUrl, path);
  refuseSecretAddress(url);
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.append(name, String(value));
  }
  // Older browsers lack `size`.
  const asked = search.toString();
  const lowered = Object.fromEntries(
    Object.entries<unknown>(headers ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const request: TransportRequest = {
    // In upper case: `fetch` itself does not turn `patch` into `PATCH`.
    method: (method ?? 'GET').toUpperCase() as Method,
    url: asked === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${asked}`,
    headers: json === undefined ? lowered : { 'content-type': 'application/json', ...lowered },
    body: json === undefined ? (body ?? null) : JSON.stringify(json),
  };
  const failure = unsendableRequest(request);
  if (failure) throw failure;
  return request;
}
