import type { FailureKind } from '../../failures/failure-kind.ts';
import { REQUEST_INVALID } from '../../failures/kinds/contract.ts';
import { BODY_TOO_LARGE } from '../../failures/kinds/http.ts';
import { plainKindOfStatus } from './plain-status-kinds.ts';

/** The kind for an HTTP status when the answer names no more exact one. */
export function kindOfStatus(status: number): FailureKind {
  if (status === 413) return BODY_TOO_LARGE;
  return status === 422 ? REQUEST_INVALID : plainKindOfStatus(status);
}
