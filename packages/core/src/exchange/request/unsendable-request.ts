import { Failure } from '../../failures/failure.ts';
import { REQUEST_UNSENDABLE } from '../../failures/kinds/contract.ts';
import { requestIssues } from './request-issues.ts';
import type { TransportRequest } from './transport-request.ts';

// Made at the first request: importing makes nothing.
let sendable: WeakSet<TransportRequest> | undefined;

/**
 * Names the caller's mistake in a request that no `fetch` can send; `undefined` when it can be sent. A request never
 * changes, so a request that passed is not checked again.
 */
export function unsendableRequest(request: TransportRequest): Failure | undefined {
  sendable ??= new WeakSet();
  if (sendable.has(request)) return undefined;
  const { url, method, headers, body } = request;
  const issues = requestIssues(url, method, Object.entries(headers), body);
  if (issues.length > 0) return new Failure(REQUEST_UNSENDABLE, { details: { issues } });
  sendable.add(request);
  return undefined;
}
