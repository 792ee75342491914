/** An object made of nothing but its members. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Another realm has another `Object.prototype`; both end there.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What an object of the language is, whatever realm it is from: `Date`, `Map`, `Uint8Array`. */
export const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
