import { nextIncidentId } from '../incidents/incident-id.ts';
import type { DetailsOf } from './catalogue.ts';
import type { FailureJson, ForeignCause } from './failure-json.ts';
import type { Effect, FailureFamily, FailureKind, RetryAdvice, Severity } from './failure-kind.ts';
import { idOf, word } from './words.ts';

/**
 * The facts that the throwing code adds to a kind. All are optional; details that the kind does not allow are
 * dropped.
 */
export interface FailureInit<TDetails = unknown> {
  readonly details?: TDetails | undefined;
  /** Replaces the kind's `effect`. @default the kind's */
  readonly effect?: Effect | undefined;
  /** Replaces the kind's `retry`. @default the kind's */
  readonly retry?: RetryAdvice | undefined;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly requestId?: string | undefined;
  readonly incidentId?: string | undefined;
  /** How often the operation was tried. @default 1 */
  readonly attempts?: number | undefined;
  readonly cause?: unknown;
}

// The members of a failure that its JSON holds. Anything else that other code put on the object is left out.
const TOLD = [
  'code',
  'number',
  'family',
  'severity',
  'retry',
  'effect',
  'status',
  'details',
  'retryAfterMs',
  'requestId',
  'incidentId',
  'attempts',
] as const;
type Told = (typeof TOLD)[number];

// A failure may cause another. A few causes are enough for a reader, and a cycle has no end.
const DEEPEST_CAUSE = 4;

const NO_DETAILS: Readonly<Record<string, unknown>> = Object.freeze({});

/**
 * The one error class of Holdfast. Decide by `code`, `family`, `retry` and `effect`, never by the message. A
 * failure becomes JSON and comes back from it, bounded in depth and size. The JSON holds only the details that the
 * kind allows, and only the name and the code of a foreign cause.
 */
export class Failure<TCode extends string = string, TDetails = unknown> extends Error {
  override readonly name = 'Failure';
  // Only declared here, because the constructor sets every one of these members.
  declare readonly code: TCode;
  declare readonly number: number;
  declare readonly family: FailureFamily;
  declare readonly severity: Severity;
  declare readonly retry: RetryAdvice;
  declare readonly effect: Effect;
  declare readonly status: number | undefined;
  declare readonly details: TDetails;
  declare readonly retryAfterMs: number | undefined;
  declare readonly requestId: string | undefined;
  declare readonly incidentId: string;
  declare readonly attempts: number;

  constructor(kind: FailureKind<TCode, TDetails>, init: FailureInit<NoInfer<TDetails>> = {}) {
    super(kind.code, init.cause === undefined ? undefined : init);
    this.code = kind.code;
    this.number = kind.number;
    this.family = kind.family;
    this.severity = kind.severity;
    this.retry = init.retry ?? kind.retry;
    this.effect = init.effect ?? kind.effect;
    this.status = init.status ?? kind.status;
    this.details = kind.pick?.(init.details) ?? (NO_DETAILS as TDetails);
    this.retryAfterMs = init.retryAfterMs;
    this.requestId = idOf(init.requestId);
    this.incidentId = idOf(init.incidentId) ?? nextIncidentId();
    this.attempts = init.attempts ?? 1;
  }

  toJSON(): FailureJson {
    return describe(this, 1);
  }
}

/**
 * A copy of a failure with more facts: attempts, request id, effect. It drops the details of a failure from another
 * copy of this package, because only this copy is certain that they were allowed.
 */
export function withContext<TCode extends string, TDetails>(
  failure: Failure<TCode, TDetails>,
  init: Omit<FailureInit<TDetails>, 'details' | 'cause'>,
): Failure<TCode, TDetails> {
  const known: Record<string, unknown> = { ...init, cause: failure.cause };
  for (const field of TOLD) known[field] ??= failure[field];
  const pick = (): TDetails | undefined =>
    failure instanceof Failure ? failure.details : undefined;
  // A failure has all facts of its kind, so it can take the place of the kind.
  return new Failure<TCode, TDetails>(Object.assign({ pick }, failure), known);
}

/**
 * Whether a value is a failure, of any copy of this package and any realm. With a code or a kind: whether it is
 * that failure. A failure as JSON is none before `parseFailure` has read it.
 */
export function isFailure(value: unknown): value is Failure;
export function isFailure<TCode extends string, TDetails>(
  value: unknown,
  kind: FailureKind<TCode, TDetails>,
): value is Failure<TCode, TDetails>;
export function isFailure<TCode extends string>(
  value: unknown,
  code: TCode,
): value is Failure<TCode, DetailsOf<TCode>>;
export function isFailure(value: unknown, wanted?: string | FailureKind): boolean {
  // Looks at the shape, not at the class: a failure may come from another realm or another copy of this package.
  try {
    // `Object` wraps `null` and `undefined`. An exception for each of these would cost a server much time.
    const { name, code, number, toJSON } = Object(value) as Partial<Failure>;
    const asked = (wanted as Partial<FailureKind> | undefined)?.code ?? wanted ?? code;
    return (
      name === 'Failure' &&
      typeof code === 'string' &&
      typeof number === 'number' &&
      typeof toJSON === 'function' &&
      code === asked
    );
  } catch {
    // A hostile getter or a revoked proxy.
    return false;
  }
}

function describe(failure: Failure, depth: number): FailureJson {
  return {
    name: 'Failure',
    ...(Object.fromEntries(TOLD.map((field) => [field, failure[field]])) as Pick<
      FailureJson,
      Told
    >),
    cause: describeCause(failure.cause, depth),
  };
}

function describeCause(cause: unknown, depth: number): ForeignCause | FailureJson | undefined {
  if (cause === undefined) return undefined;
  try {
    // Only for a failure of this copy is it certain that its details were picked when it was made.
    if (cause instanceof Failure && depth < DEEPEST_CAUSE) return describe(cause, depth + 1);
    const { name, code } = cause as Readonly<Record<string, unknown>>;
    return {
      name: word(name) ?? typeof cause,
      code: typeof code === 'number' ? code : word(code),
    };
  } catch {
    // `null`, or a proxy that refuses even this.
    return { name: typeof cause };
  }
}
