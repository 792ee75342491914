import type { OperationState } from './operation-state.ts';

type Case<TState, TKind> = (state: Extract<TState, { readonly kind: TKind }>) => unknown;

/** The functions that a caller may give. */
export type StateCases<TState extends OperationState> = {
  readonly [TKind in TState['kind']]?: Case<TState, TKind>;
} & { readonly otherwise?: (state: TState) => unknown };

/** The functions that a caller must give: one for each kind, unless there is `otherwise`. */
export type NeededCases<TState extends OperationState, TCases> = 'otherwise' extends keyof TCases
  ? unknown
  : { readonly [TKind in TState['kind']]: unknown };

type ResultOf<TCases> = {
  [TKind in keyof TCases]: TCases[TKind] extends (state: never) => infer TResult ? TResult : never;
}[keyof TCases];

/**
 * Calls the function for the kind of a state, and returns its result. It does not compile while a kind has no function
 * and `otherwise` is missing.
 */
export function matchState<TState extends OperationState, TCases extends StateCases<TState>>(
  state: TState,
  cases: TCases & NeededCases<TState, TCases>,
): ResultOf<TCases> {
  const known = cases as unknown as Record<string, ((state: TState) => unknown) | undefined>;
  return (known[state.kind] ?? known['otherwise'])?.(state) as ResultOf<TCases>;
}
