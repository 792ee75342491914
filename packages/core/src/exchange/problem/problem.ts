import type { Failure } from '../../failures/failure.ts';
import type { Effect, RetryAdvice, Severity } from '../../failures/failure-kind.ts';
import type { FieldIssue } from '../../failures/field-issue.ts';
import { fragmentOf } from './issue-pointer.ts';

/** Problem details (RFC 9457) as Holdfast writes them. Programs decide by `code`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** The row of the kind, so that a reader needs no table of kinds. `retry` and `effect` are those of this failure. */
  readonly number: number;
  readonly family: string;
  readonly severity: Severity;
  readonly retry: RetryAdvice;
  readonly effect: Effect;
  readonly requestId?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly errors?: readonly { readonly detail: string; readonly pointer: string }[] | undefined;
  /** Details other than issues, where there are any. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

export const PROBLEM_TYPE = 'application/problem+json';

export const PROBLEM_URN = 'urn:holdfast:failure:';

/** A failure as problem details. Says its code and what its kind allows; never a cause or a stack. */
export function toProblem(failure: Failure): Problem {
  const { code, number, family, severity, retry, effect } = failure;
  const {
    issues,
    remedy: _,
    ...details
  } = failure.details as { issues?: readonly FieldIssue[] } & Record<string, unknown>;
  return {
    type: PROBLEM_URN + code.toLowerCase().replaceAll('_', '-'),
    title: code.toLowerCase().replaceAll('_', ' '),
    status: failure.status ?? 500,
    code,
    number,
    family,
    severity,
    retry,
    effect,
    requestId: failure.requestId,
    incidentId: failure.incidentId,
    retryAfterMs: failure.retryAfterMs,
    errors: issues?.map(({ message, pointer }) => ({
      detail: message,
      pointer: fragmentOf(pointer),
    })),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
}
