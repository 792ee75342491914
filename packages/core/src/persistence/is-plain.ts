/** Whether a value is a plain object, which has nothing but its members. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || isRoot(prototype);
}

/**
 * Whether a prototype is the `Object.prototype` of any realm. Other objects without a prototype have
 * members to inherit.
 */
export function isRoot(prototype: object): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

/** The name of the built-in class of an object from any realm: `Date`, `Map`, `Uint8Array`. */
export const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
