import { allowDetails } from './allow-details.ts';
import type { Catalogue } from './catalogue.ts';
import { failureKind } from './failure-kind.ts';
import type { Effect, FailureKind, RetryAdvice, Severity } from './failure-kind.ts';
import { Failure } from './failure.ts';
import { DEFECT } from './kinds/runtime.ts';

/** The shape of a detail. A `word` is an identifier, never a sentence; a list names the possible words. */
export type DetailShape = 'number' | 'boolean' | 'word' | readonly string[];

type DetailOf<TShape> = TShape extends 'number'
  ? number
  : TShape extends 'boolean'
    ? boolean
    : TShape extends readonly (infer TWord)[]
      ? TWord
      : string;

/** One failure of an app. */
export interface FailureRow {
  /** From 2000 up. No two kinds have the same number. */
  readonly number: number;
  readonly severity: Severity;
  readonly retry: RetryAdvice;
  readonly effect: Effect;
  /** The HTTP status with which a server sends this failure. @default it does not cross HTTP */
  readonly status?: number;
  /** The details that it may carry. @default none */
  readonly details?: Readonly<Record<string, DetailShape>>;
}

export type FailureFamilies = Readonly<Record<string, Readonly<Record<string, FailureRow>>>>;

type DetailsIn<TRow> = TRow extends { readonly details: infer TShapes }
  ? { readonly [K in keyof TShapes]: DetailOf<TShapes[K]> }
  : unknown;

type CodesIn<TFamilies> = { [F in keyof TFamilies]: keyof TFamilies[F] }[keyof TFamilies] & string;

/** Kinds by code, as `defineFailures` gives them. */
export type KindsIn<TFamilies> = {
  readonly [C in CodesIn<TFamilies>]: {
    [F in keyof TFamilies & string]: C extends keyof TFamilies[F]
      ? FailureKind<C, DetailsIn<TFamilies[F][C]>, F>
      : never;
  }[keyof TFamilies & string];
};

/** A failure of any of the given kinds, as a union, so that `matchFailure` can check that each is handled. */
export type FailureOf<TKinds> = {
  [C in keyof TKinds]: TKinds[C] extends FailureKind<infer TCode, infer TDetails>
    ? Failure<TCode, TDetails>
    : never;
}[keyof TKinds];

// A conditional type, since from a mapped one the families themselves would be inferred.
type NotOurs<TFamilies> = [CodesIn<TFamilies> & keyof Catalogue] extends [never]
  ? unknown
  : string extends CodesIn<TFamilies>
    ? unknown
    : { readonly taken: CodesIn<TFamilies> & keyof Catalogue };

const FIRST_NUMBER = 2000;

/**
 * Declares the app's own kinds of failures, typed like those of Holdfast. Codes and numbers must be new. Numbers begin
 * at 2000, and no number may occur twice, here or in `besides`. Pass as `besides` the kinds that the app has defined
 * elsewhere. Throws `DEFECT`, whose `details.remedy` says what to change. Extend `AppFailures`, so that the type
 * checker knows the codes everywhere.
 */
export function defineFailures<const TFamilies extends FailureFamilies>(
  families: TFamilies & NotOurs<TFamilies>,
  ...besides: readonly Readonly<Record<string, FailureKind>>[]
): KindsIn<TFamilies> {
  const kinds: Record<string, FailureKind> = {};
  const taken = new Map<number, string>();
  for (const kind of besides.flatMap((known) => Object.values(known))) {
    taken.set(kind.number, kind.code);
  }
  for (const [family, rows] of Object.entries<Readonly<Record<string, FailureRow>>>(families)) {
    for (const [code, row] of Object.entries(rows)) {
      const { number, severity, retry, effect, status, details } = row;
      if (!Number.isInteger(number) || number < FIRST_NUMBER) {
        throw invalid(`Give ${code} a whole number from ${FIRST_NUMBER} up.`);
      }
      if (!/^[A-Z][A-Z\d_]{2,63}$/.test(code)) {
        throw invalid(`Write the code ${code} in capitals, digits and underscores.`);
      }
      const holder = taken.get(number) ?? (Object.hasOwn(kinds, code) ? code : undefined);
      if (holder !== undefined) {
        throw invalid(`Give ${code} a number and a code of its own; ${holder} has ${number}.`);
      }
      taken.set(number, code);
      kinds[code] = failureKind(
        code,
        [number, family, severity, retry, effect, status],
        details && allowDetails<Record<string, unknown>>(...Object.keys(details)),
      );
    }
  }
  return Object.freeze(kinds) as KindsIn<TFamilies>;
}

function invalid(remedy: string): Failure {
  return new Failure(DEFECT, { details: { remedy } });
}
