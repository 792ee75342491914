// The type of a field names the type of its value. But a draft that another version of the form stored may hold any
// value.

/** The text in a field. Anything but a text or a number counts as empty. */
export const textIn = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : '';

/** The texts in a field with a list of them. Anything else in the list is left out. */
export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** The number in a field, if there is one. */
export const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
