export type Severity = 'critical' | 'warning' | 'info' | 'debug';
/** Whether another attempt can help: never, at once, or only later. */
export type RetryAdvice = 'never' | 'now' | 'later';
/** What happened on the server: nothing, everything, or it is not known. */
export type Effect = 'none' | 'applied' | 'unknown';

export type FailureFamily =
  | 'network'
  | 'api'
  | 'validation'
  | 'auth'
  | 'user'
  | 'security'
  | 'storage'
  | 'transaction'
  | 'rate-limit'
  | 'policy'
  | 'quota'
  | 'budget'
  | 'resource'
  | 'stream'
  | 'queue'
  | 'broker'
  | 'render'
  | 'chunk'
  | 'worker'
  | 'runtime'
  | (string & {});

/**
 * One row of the catalogue: the facts that are always true of a failure with this code. Kinds are plain
 * data, imported one by one, so an application ships only the kinds it can meet.
 */
export interface FailureKind<
  TCode extends string = string,
  TDetails = unknown,
  TFamily extends FailureFamily = FailureFamily,
> {
  readonly code: TCode;
  readonly number: number;
  readonly family: TFamily;
  readonly severity: Severity;
  readonly retry: RetryAdvice;
  readonly effect: Effect;
  /** The HTTP status with which a server sends this kind, where it can cross HTTP. */
  readonly status?: number | undefined;
  /** Takes the details that may enter a failure of this kind; without it, none may. See `allowDetails`. */
  readonly pick?: DetailPicker<TDetails> | undefined;
}

/** Picks the details that may enter a failure from a given value; `undefined` when it has none. */
export type DetailPicker<TDetails = unknown> = (given: unknown) => TDetails | undefined;

/** One line of the catalogue. */
export type KindRow<TFamily extends FailureFamily = FailureFamily> = readonly [
  number: number,
  family: TFamily,
  severity: Severity,
  retry: RetryAdvice,
  effect: Effect,
  status?: number | undefined,
];

/**
 * Declares a kind from one line of the catalogue. Mark the call `@__PURE__`, so that bundlers drop the
 * kinds that an app does not use.
 */
export function failureKind<
  const TCode extends string,
  TDetails,
  const TFamily extends FailureFamily,
>(
  code: TCode,
  [number, family, severity, retry, effect, status]: KindRow<TFamily>,
  pick?: DetailPicker<TDetails>,
): FailureKind<TCode, TDetails, TFamily> {
  return Object.freeze({ code, number, family, severity, retry, effect, status, pick });
}
