import type { DetailsOf, FailureCode, KnownKinds } from './catalogue.ts';
import type { FailureKind } from './failure-kind.ts';
import { Failure } from './failure.ts';
import { DEFECT } from './kinds/runtime.ts';

/** The family a code belongs to, as far as the type checker knows the code. */
export type FamilyOf<TCode extends string> = TCode extends FailureCode
  ? KnownKinds[TCode] extends FailureKind<string, unknown, infer TFamily>
    ? TFamily
    : never
  : never;

type CodeIn<TFailure> = TFailure extends { readonly code: infer TCode extends string }
  ? TCode
  : never;
type CodeOfFamily<TCode extends string, TFamily> = TCode extends string
  ? [FamilyOf<TCode>] extends [never]
    ? never
    : FamilyOf<TCode> extends TFamily
      ? TCode
      : never
  : never;

// A failure of any code is matched against the codes that are known.
type KnownCode<TFailure> = string extends CodeIn<TFailure> ? FailureCode : CodeIn<TFailure>;
type OfCode<TFailure, TCode> = TCode extends string
  ? string extends CodeIn<TFailure>
    ? Failure<TCode, DetailsOf<TCode>>
    : Extract<TFailure, { readonly code: TCode }>
  : never;

/** One function for each code, for each family, or for all the rest (`otherwise`). */
export type FailureCases<TFailure> = {
  readonly [C in KnownCode<TFailure>]?: (failure: OfCode<TFailure, C>) => unknown;
} & {
  readonly [F in FamilyOf<KnownCode<TFailure>>]?: (
    failure: OfCode<TFailure, CodeOfFamily<KnownCode<TFailure>, F>>,
  ) => unknown;
} & { readonly otherwise?: (failure: Failure) => unknown };

type Unknown<TFailure, TCases> = Exclude<keyof TCases, keyof FailureCases<TFailure>>;
type Missing<TFailure, TCases> =
  string extends CodeIn<TFailure>
    ? 'a code that is not known here'
    : Exclude<CodeIn<TFailure>, keyof TCases | CodeOfFamily<CodeIn<TFailure>, keyof TCases>>;

// A conditional type, because only a conditional type leaves the parameters of the cases their types.
type Exhaustive<TFailure, TCases> = [Unknown<TFailure, TCases>] extends [never]
  ? 'otherwise' extends keyof TCases
    ? unknown
    : [Missing<TFailure, TCases>] extends [never]
      ? unknown
      : { readonly otherwise: { readonly missing: Missing<TFailure, TCases> } }
  : { readonly otherwise: { readonly notAFailureOfThese: Unknown<TFailure, TCases> } };

type Answer<TCases> = {
  [K in keyof TCases]: TCases[K] extends (failure: never) => infer TAnswer ? TAnswer : never;
}[keyof TCases];

/**
 * Calls the case of the failure's code, otherwise the case of its family, otherwise `otherwise`, and returns the
 * result. It compiles only when there is a case for every code that the failure can have; a failure of any code needs
 * `otherwise`. In the case of a code the details have their type. Throws `DEFECT` for a code without a case that the
 * types did not foresee, such as one of a newer server.
 */
export function matchFailure<TFailure extends Failure, TCases extends FailureCases<TFailure>>(
  failure: TFailure,
  cases: TCases & Exhaustive<TFailure, TCases>,
): Answer<TCases> {
  const known = cases as Readonly<Record<string, (failure: Failure) => Answer<TCases>>>;
  for (const name of [failure.code, failure.family, 'otherwise']) {
    if (Object.hasOwn(known, name)) return known[name]!(failure);
  }
  throw new Failure(DEFECT, { cause: failure });
}
