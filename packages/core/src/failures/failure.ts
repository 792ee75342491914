import { nextIncidentId } from '../incidents/incident-id.ts';
import type { Effect, FailureFamily, FailureKind, RetryAdvice, Severity } from './failure-kind.ts';
import type { DetailsOf } from './catalogue.ts';
import type { FailureJson, ForeignCause } from './failure-json.ts';

/** What a thrower adds to a kind. Everything is optional; details outside the kind's list are dropped. */
export interface FailureInit<TDetails = unknown> {
  readonly details?: TDetails | undefined;
  /** Replaces the kind's `effect` when the thrower knows better. */
  readonly effect?: Effect | undefined;
  /** Replaces the kind's `retry` when the thrower knows better. */
  readonly retry?: RetryAdvice | undefined;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly requestId?: string | undefined;
  readonly incidentId?: string | undefined;
  /** How often the operation was tried. @default 1 */
  readonly attempts?: number | undefined;
  readonly cause?: unknown;
}

/**
 * The one error class of Holdfast. What went wrong is data: `code` is the discriminant, and every
 * decision reads fields, never the message. It survives JSON in both directions; of a foreign cause
 * only name and code travel.
 */
export class Failure<TCode extends string = string, TDetails = unknown> extends Error {
  override readonly name = 'Failure';
  readonly code: TCode;
  readonly number: number;
  readonly family: FailureFamily;
  readonly severity: Severity;
  readonly retry: RetryAdvice;
  readonly effect: Effect;
  readonly status: number | undefined;
  readonly details: TDetails;
  readonly retryAfterMs: number | undefined;
  readonly requestId: string | undefined;
  readonly incidentId: string;
  readonly attempts: number;

  constructor(kind: FailureKind<TCode, TDetails>, init: FailureInit<TDetails> = {}) {
    super(kind.code, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = kind.code;
    this.number = kind.number;
    this.family = kind.family;
    this.severity = kind.severity;
    this.retry = init.retry ?? kind.retry;
    this.effect = init.effect ?? kind.effect;
    this.status = init.status ?? kind.status;
    this.details = pickAllowed(kind.allow, init.details) as TDetails;
    this.retryAfterMs = init.retryAfterMs;
    this.requestId = init.requestId;
    this.incidentId = init.incidentId ?? nextIncidentId();
    this.attempts = init.attempts ?? 1;
  }

  toJSON(): FailureJson {
    return {
      name: 'Failure',
      code: this.code,
      number: this.number,
      family: this.family,
      severity: this.severity,
      retry: this.retry,
      effect: this.effect,
      status: this.status,
      details: this.details as Readonly<Record<string, unknown>>,
      retryAfterMs: this.retryAfterMs,
      requestId: this.requestId,
      incidentId: this.incidentId,
      attempts: this.attempts,
      cause: describeCause(this.cause),
    };
  }
}

/** The same failure with more known about it: attempts, request id, effect. */
export function withContext<TCode extends string, TDetails>(
  failure: Failure<TCode, TDetails>,
  init: Omit<FailureInit<TDetails>, 'details' | 'cause'>,
): Failure<TCode, TDetails> {
  const { details, cause, retryAfterMs, requestId, incidentId, attempts } = failure;
  const known = { details, cause, retryAfterMs, requestId, incidentId, attempts };
  return new Failure(kindOf(failure), { ...known, ...defined(init) });
}

/** The kind a failure was made from, as far as the failure itself tells. */
function kindOf<TCode extends string, TDetails>(
  failure: Failure<TCode, TDetails>,
): FailureKind<TCode, TDetails> {
  const { code, number, family, severity, retry, effect, status, details } = failure;
  const allow = Object.keys(details ?? {});
  return {
    code,
    number,
    family,
    severity,
    retry,
    effect,
    allow,
    ...(status === undefined ? {} : { status }),
  };
}

/** Whether a value is a failure of any copy of this package; with a code, narrowed to it. */
export function isFailure(value: unknown): value is Failure;
export function isFailure<TCode extends string>(
  value: unknown,
  code: TCode,
): value is Failure<TCode, DetailsOf<TCode>>;
export function isFailure(value: unknown, code?: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  try {
    // By shape, not by class: a failure may come from another realm or another copy of this package.
    const failure = value as Partial<Failure>;
    return (
      failure.name === 'Failure' &&
      typeof failure.code === 'string' &&
      typeof failure.number === 'number' &&
      typeof failure.toJSON === 'function' &&
      (code === undefined || failure.code === code)
    );
  } catch {
    // A hostile getter or a revoked proxy is certainly not one of ours.
    return false;
  }
}

function pickAllowed(
  allow: readonly string[],
  details: unknown,
): Readonly<Record<string, unknown>> {
  const picked: Record<string, unknown> = {};
  if (typeof details !== 'object' || details === null) return Object.freeze(picked);
  for (const name of allow) {
    const value: unknown = Reflect.get(details, name);
    if (value !== undefined) picked[name] = value;
  }
  return Object.freeze(picked);
}

function describeCause(cause: unknown): ForeignCause | FailureJson | undefined {
  if (cause === undefined) return undefined;
  if (isFailure(cause)) return cause.toJSON();
  try {
    const { name, code } = cause as { name?: unknown; code?: unknown };
    return {
      name: typeof name === 'string' ? name : typeof cause,
      ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    };
  } catch {
    return { name: 'unreadable' };
  }
}

function defined<T extends object>(source: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
