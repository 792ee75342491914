/** A value for each option, `undefined` for one that takes any value. The type asks for every option. */
export type EveryOption<TOptions> = {
  readonly [TName in keyof TOptions]-?: TOptions[TName] | undefined;
};

/** A factory, with a sensible value for each of its options. */
export interface OptionRow {
  readonly make: (options: object) => unknown;
  readonly every: object;
}

/**
 * A row of a table for `absurdlyTaken`. The row does not compile without an option of the factory, so that a table cannot
 * forget one that is new.
 */
export function optionRow<TOptions>(
  make: (options: TOptions) => unknown,
  every: EveryOption<TOptions>,
): OptionRow {
  return { make: (options) => make(options as TOptions), every };
}
