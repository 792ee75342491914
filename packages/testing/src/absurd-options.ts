/** A value that makes no sense for the option of this name. */
export type AbsurdOption = readonly [option: string, value: unknown];

const hasMethods = (value: object): boolean =>
  Object.values(value).some((each) => typeof each === 'function');

const isCount = (option: string, sample: unknown): boolean =>
  Number.isInteger(sample) && !/(?:ms|bytes|micros)$/i.test(option);

/** Values that cannot stand for a value like this one. */
function absurdFor(option: string, sample: unknown): readonly unknown[] {
  switch (typeof sample) {
    case 'number':
      return [Number.NaN, -1, -Infinity, '5', {}, null, ...(isCount(option, sample) ? [1.5] : [])];
    case 'function':
      return ['no function', 5, {}, null];
    case 'boolean':
      return ['yes', 1, {}, null];
    case 'string':
      return [5, {}, null];
    default:
      if (Array.isArray(sample)) return [5, {}, 'no list of these', null];
      return ['no object', 5, null, ...(hasMethods(Object(sample) as object) ? [{}] : [])];
  }
}

/**
 * Each option of a factory, with each value that cannot stand for it. `every` names a sensible value for each option, so
 * let the type of the options ask for all of them: `satisfies Required<Options>`. A sample of `undefined` leaves its
 * option out: it takes any value. A sample that is no whole number says that the option need not be one.
 */
export function absurdOptions(every: object): readonly AbsurdOption[] {
  return Object.entries(every).flatMap(([option, sample]) =>
    sample === undefined
      ? []
      : absurdFor(option, sample).map((value): AbsurdOption => [option, value]),
  );
}
