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

/** An answer for each code, each family, and whatever is left. */
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

// A conditional type, since only such a one leaves the parameters of the cases their types.
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
 * Answers by the failure's code, else by its family, else `otherwise`. It compiles only when every code
 * the failure can have is answered; a failure of any code needs `otherwise`. Details are typed in the
 * case of a code. A code that the types did not foresee (of a newer server, say) and the app does not answer
 * raises `DEFECT`.
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
