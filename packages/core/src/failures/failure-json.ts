import type { Effect, FailureFamily, RetryAdvice, Severity } from './failure-kind.ts';

/** A foreign error as JSON. It lacks the message, which may hold private text. */
export interface ForeignCause {
  readonly name: string;
  readonly code?: string | number | undefined;
}

/** A failure as it crosses workers, tabs and databases. */
export interface FailureJson {
  readonly name: 'Failure';
  readonly code: string;
  readonly number: number;
  readonly family: FailureFamily;
  readonly severity: Severity;
  readonly retry: RetryAdvice;
  readonly effect: Effect;
  readonly status?: number | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly requestId?: string | undefined;
  readonly incidentId: string;
  readonly attempts: number;
  readonly cause?: ForeignCause | FailureJson | undefined;
}
