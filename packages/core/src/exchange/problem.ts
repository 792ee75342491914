import type { Failure } from '../failures/failure.ts';
import type { FailureKind } from '../failures/failure-kind.ts';
import type { FieldIssue } from '../failures/field-issue.ts';
import * as contract from '../failures/kinds/contract.ts';
import * as identity from '../failures/kinds/identity.ts';
import { DATABASE_FAILED } from '../failures/kinds/storage.ts';

/** Problem details (RFC 9457) as Holdfast writes them. `code` is what programs read. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly requestId?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly errors?: readonly { readonly detail: string; readonly pointer: string }[] | undefined;
}

export const PROBLEM_TYPE = 'application/problem+json';

// The kinds that share a status with a plainer one and can only be told apart by the body.
const TOLD_BY_CODE: Readonly<Record<string, FailureKind>> = Object.freeze(
  Object.fromEntries(
    [...Object.values(contract), ...Object.values(identity), DATABASE_FAILED].map((kind) => [
      kind.code,
      kind,
    ]),
  ),
);

/** A failure as problem details. Says its code and its issues; never a cause, a stack or a message. */
export function toProblem(failure: Failure): Problem {
  const { issues } = failure.details as { issues?: readonly FieldIssue[] };
  return {
    type: `urn:holdfast:failure:${failure.code.toLowerCase().replaceAll('_', '-')}`,
    title: failure.code.toLowerCase().replaceAll('_', ' '),
    status: failure.status ?? 500,
    code: failure.code,
    requestId: failure.requestId,
    incidentId: failure.incidentId,
    retryAfterMs: failure.retryAfterMs,
    errors: issues?.map(({ message, pointer }) => ({ detail: message, pointer: `#${pointer}` })),
  };
}

/** What can be believed of a problem body: members of the wrong type are ignored (RFC 9457 §3.1). */
export interface ProblemHints {
  readonly kind?: FailureKind;
  readonly incidentId?: string;
  readonly retryAfterMs?: number;
  readonly issues?: readonly FieldIssue[];
}

/** Reads a problem body. The HTTP status wins: a code that belongs to another status is not believed. */
export function readProblem(body: unknown, status: number): ProblemHints {
  if (typeof body !== 'object' || body === null) return {};
  const { code, incidentId, retryAfterMs, errors } = body as Record<string, unknown>;
  const kind =
    typeof code === 'string' && Object.hasOwn(TOLD_BY_CODE, code) ? TOLD_BY_CODE[code] : undefined;
  return {
    ...(kind?.status === status ? { kind } : {}),
    ...(typeof incidentId === 'string' && incidentId.length <= 128 ? { incidentId } : {}),
    ...(typeof retryAfterMs === 'number' && retryAfterMs >= 0 ? { retryAfterMs } : {}),
    ...(Array.isArray(errors) ? { issues: errors.flatMap(toIssue) } : {}),
  };
}

function toIssue(error: unknown): FieldIssue[] {
  if (typeof error !== 'object' || error === null) return [];
  const { detail, pointer } = error as Record<string, unknown>;
  if (typeof detail !== 'string') return [];
  return [
    { message: detail, pointer: typeof pointer === 'string' ? pointer.replace(/^#/, '') : '' },
  ];
}
